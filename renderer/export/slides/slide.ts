/** A size in the unit of the format. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

const space = 'http://schemas.openxmlformats.org';
const office = `${space}/officeDocument/2006/relationships`;
export const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Of every part that draws. */
export const spaces = `xmlns:a="${space}/drawingml/2006/main" xmlns:r="${office}" xmlns:p="${space}/presentationml/2006/main"`;

/** A film that a slide plays is referred to twice: as the format says, and as PowerPoint 2010 and later look for it. */
export const mediaKind = 'http://schemas.microsoft.com/office/2007/relationships/media';
const mediaSpace = 'http://schemas.microsoft.com/office/powerpoint/2010/main';

/** What a part refers to, by `rId1` and so on in this order: kind, and where it lies. */
export const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `${head}<Relationships xmlns="${space}/package/2006/relationships">${targets
    .map(
      ([kind, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${kind.startsWith('http') ? kind : `${office}/${kind}`}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** Letters that mean something in XML, and those that it has no room for. */
export const escaped = (text: string): string =>
  text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** The group that everything on a slide stands in. */
export const tree = (shapes: string): string =>
  `<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld>`;

export const placed = (x: number, y: number, { width, height }: Extent): string =>
  `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm>`;
export const rectangle = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>';

const asMaster = '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>';

/** A film that is started by a click on it, and that its picture stands for until then. */
const film = `<a:videoFile r:link="rId4"/><p:extLst><p:ext uri="{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}"><p14:media xmlns:p14="${mediaSpace}" r:embed="rId5"/></p:ext></p:extLst>`;
const onClick = '<a:hlinkClick r:id="" action="ppaction://media"/>';
const playing =
  '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst><p:video><p:cMediaNode vol="80000"><p:cTn id="2" fill="hold" display="0"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid="2"/></p:tgtEl></p:cMediaNode></p:video></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>';

/** A picture that fills the slide, or the film that it is the first sight of; `alt` tells it to those who do not see it. */
export const slide = (number: number, alt: string, size: Extent, plays: boolean): string =>
  `${head}<p:sld ${spaces}>${tree(
    `<p:pic><p:nvPicPr><p:cNvPr id="2" name="${number}" descr="${escaped(alt)}">${plays ? onClick : ''}</p:cNvPr><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr>${plays ? film : ''}</p:nvPr></p:nvPicPr>` +
      '<p:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>' +
      `<p:spPr>${placed(0, 0, size)}${rectangle}</p:spPr></p:pic>`,
  )}${asMaster}${plays ? playing : ''}</p:sld>`;

/** Where a page of notes shows its slide, and what is said. */
export const onPage = (page: Extent) => {
  const inset = page.width / 10;
  const across = page.width - 2 * inset;
  return {
    picture: placed(inset, inset, { width: across, height: Math.round((across * 9) / 16) }),
    notes: placed(inset, Math.round(page.height / 2), { width: across, height: Math.round(page.height * 0.4) }),
  };
};

/** What the speaker says, a paragraph each. */
export const notesSlide = (said: readonly string[], language: string, page: Extent): string => {
  const { picture, notes } = onPage(page);
  const lines = said.flatMap((text) => text.split(/\r?\n/));
  const paragraphs =
    lines.map((text) => `<a:p><a:r><a:rPr lang="${language}"/><a:t>${escaped(text)}</a:t></a:r></a:p>`).join('') || '<a:p/>';
  return `${head}<p:notes ${spaces}>${tree(
    `<p:sp><p:nvSpPr><p:cNvPr id="2" name="2"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr>${picture}${rectangle}</p:spPr></p:sp>` +
      `<p:sp><p:nvSpPr><p:cNvPr id="3" name="3"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr>${notes}${rectangle}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`,
  )}${asMaster}</p:notes>`;
};
