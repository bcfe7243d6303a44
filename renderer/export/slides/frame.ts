import { head, onPage, rectangle, relations, spaces, tree, type Extent } from './slide.ts';

const types = 'application/vnd.openxmlformats-officedocument';

/** All parts of a presentation of so many slides but the slides themselves, by their names. */
export const frameOf = (count: number, size: Extent, page: Extent): Readonly<Record<string, string>> => {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return {
    '[Content_Types].xml': contentTypes(numbers),
    '_rels/.rels': relations([['officeDocument', 'ppt/presentation.xml']]),
    'ppt/presentation.xml': presentation(numbers, size, page),
    'ppt/_rels/presentation.xml.rels': relations([
      ['slideMaster', 'slideMasters/slideMaster1.xml'],
      ['notesMaster', 'notesMasters/notesMaster1.xml'],
      ['theme', 'theme/theme1.xml'],
      ...numbers.map((number) => ['slide', `slides/slide${number}.xml`] as const),
    ]),
    'ppt/theme/theme1.xml': theme,
    'ppt/theme/theme2.xml': theme,
    'ppt/slideMasters/slideMaster1.xml': `${head}<p:sldMaster ${spaces}>${tree('')}${colours}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relations([
      ['slideLayout', '../slideLayouts/slideLayout1.xml'],
      ['theme', '../theme/theme1.xml'],
    ]),
    'ppt/slideLayouts/slideLayout1.xml': `${head}<p:sldLayout ${spaces} type="blank" preserve="1">${tree('')}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relations([['slideMaster', '../slideMasters/slideMaster1.xml']]),
    'ppt/notesMasters/notesMaster1.xml': notesMaster(page),
    'ppt/notesMasters/_rels/notesMaster1.xml.rels': relations([['theme', '../theme/theme2.xml']]),
  };
};

const contentTypes = (numbers: readonly number[]): string => {
  const part = (name: string, type: string): string => `<Override PartName="/ppt/${name}.xml" ContentType="${types}.${type}+xml"/>`;
  const parts = [
    part('presentation', 'presentationml.presentation.main'),
    part('slideMasters/slideMaster1', 'presentationml.slideMaster'),
    part('slideLayouts/slideLayout1', 'presentationml.slideLayout'),
    part('notesMasters/notesMaster1', 'presentationml.notesMaster'),
    part('theme/theme1', 'theme'),
    part('theme/theme2', 'theme'),
    ...numbers.flatMap((number) => [
      part(`slides/slide${number}`, 'presentationml.slide'),
      part(`notesSlides/notesSlide${number}`, 'presentationml.notesSlide'),
    ]),
  ];
  return `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="mp4" ContentType="video/mp4"/>${parts.join('')}</Types>`;
};

/** Slides come behind the two masters and the theme; their own numbers begin at 256, as the format asks. */
const presentation = (numbers: readonly number[], size: Extent, page: Extent): string =>
  `${head}<p:presentation ${spaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>${numbers
    .map((number) => `<p:sldId id="${255 + number}" r:id="rId${3 + number}"/>`)
    .join(
      '',
    )}</p:sldIdLst><p:sldSz cx="${size.width}" cy="${size.height}"/><p:notesSz cx="${page.width}" cy="${page.height}"/></p:presentation>`;

const colours =
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';

const notesMaster = (page: Extent): string => {
  const { picture, notes } = onPage(page);
  return `${head}<p:notesMaster ${spaces}>${tree(
    `<p:sp><p:nvSpPr><p:cNvPr id="2" name="2"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>${picture}${rectangle}<a:noFill/><a:ln w="12700"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></p:spPr></p:sp>` +
      `<p:sp><p:nvSpPr><p:cNvPr id="3" name="3"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="1"/></p:nvPr></p:nvSpPr><p:spPr>${notes}${rectangle}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>`,
  )}${colours}</p:notesMaster>`;
};

/** What a theme must say: twelve colours, two fonts, and three of each kind of line and fill. */
const named: readonly (readonly [string, string])[] = [
  ['dk1', '000000'],
  ['lt1', 'FFFFFF'],
  ['dk2', '1F2933'],
  ['lt2', 'EEF1F4'],
  ['accent1', '2F6DB5'],
  ['accent2', 'C8553D'],
  ['accent3', '6B7A8F'],
  ['accent4', 'D9A441'],
  ['accent5', '4B8F8C'],
  ['accent6', '7A5C99'],
  ['hlink', '2F6DB5'],
  ['folHlink', '7A5C99'],
];
const thrice = (one: string): string => one.repeat(3);
const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const font = (kind: string): string => `<a:${kind}><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:${kind}>`;
const theme = `${head}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Retrograd"><a:themeElements><a:clrScheme name="Retrograd">${named
  .map(([name, colour]) => `<a:${name}><a:srgbClr val="${colour}"/></a:${name}>`)
  .join(
    '',
  )}</a:clrScheme><a:fontScheme name="Retrograd">${font('majorFont')}${font('minorFont')}</a:fontScheme><a:fmtScheme name="Retrograd"><a:fillStyleLst>${thrice(fill)}</a:fillStyleLst><a:lnStyleLst>${thrice(`<a:ln w="6350">${fill}</a:ln>`)}</a:lnStyleLst><a:effectStyleLst>${thrice('<a:effectStyle><a:effectLst/></a:effectStyle>')}</a:effectStyleLst><a:bgFillStyleLst>${thrice(fill)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
