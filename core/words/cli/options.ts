/** What the help and the manual say of the command line's options. */
export interface OptionWords {
  /** `command.option` where it means something else there. */
  readonly options: Readonly<
    Record<
      | 'step'
      | 'steps'
      | 'every'
      | 'per-sample'
      | 'grid'
      | 'directions'
      | 'places'
      | 'seed'
      | 'count'
      | 'answers'
      | 'json'
      | 'view'
      | 'at'
      | 'marks'
      | 'each'
      | 'size'
      | 'points'
      | 'phases'
      | 'pace'
      | 'fps'
      | 'clips'
      | 'captions'
      | 'theme'
      | 'outlined'
      | 'with'
      | 'from'
      | 'to'
      | 'as'
      | 'out'
      | 'lang'
      | 'help'
      | 'version',
      string
    > & { readonly [Own in `${string}.${string}`]?: string }
  >;
}

const es: OptionWords = {
  options: {
    step: 'el paso, contado desde 0: parte de los parámetros tras K actualizaciones',
    steps: 'cuántas actualizaciones hacer, menos donde la ejecución para antes',
    'landscape.steps': 'hasta qué paso llega el camino del entrenamiento (por omisión, hasta K)',
    'export.steps': 'cuántas actualizaciones hacer, con --as metrics',
    every: 'cada cuántas actualizaciones escribir métricas',
    'export.every': 'cada cuántas actualizaciones escribir métricas, con --as metrics',
    'per-sample': 'añade a cada capa perSample, la parte de dW de cada muestra: una matriz (I,O) por muestra',
    grid: 'puntos por lado del plano',
    directions:
      'los dos ejes: path, aquellos en que más se mueven los parámetros; weights, los dos parámetros de --places; random, al azar según --seed; curvature, el gradiente y la mayor curvatura',
    places: 'dos parámetros, con --directions weights: 1.W.0.2 es el peso de la unidad 0 a la 2 de la capa 1, y 2.b.0 un sesgo',
    seed: 'la semilla: la misma da lo mismo',
    count: 'cuántas preguntas',
    answers: 'añade las respuestas, y de dónde viene cada error conocido',
    json: 'escribe datos en lugar de texto',
    view: 'qué se dibuja, la red o una vista:',
    at: 'momentos, con comas entre ellos: 2 es el paso 2 acabado, y 2:backward.1.0 el final de una fase (start, batch, forward, loss, backward, gradient, optimise, update), de una capa o de una neurona de ella',
    marks: 'las marcas del documento',
    each: 'de cada paso que se nombre, todos sus momentos de este tamaño:',
    'render.steps': 'hasta qué paso se entrena lo que trata de todo el entrenamiento (por omisión, lo que diga el archivo)',
    'storyboard.steps': 'hasta qué paso se entrena lo que trata de todo el entrenamiento (por omisión, lo que diga el archivo)',
    size: 'el papel: column, una columna (89 mm), si no dices otro; page, todo el ancho (183 mm); slide, diapositiva, y lo normal en vídeos; square, thumbnail o large, una pantalla 4K. Un vídeo puede medir también 1280x720 u otros píxeles',
    phases:
      'de un vídeo, solo estas fases de cada paso, con comas: batch, forward, loss, backward, gradient, optimise, update (por omisión, todas)',
    pace: 'de un vídeo, cuánto dura cada paso: reading, lo que se tarda en leer sus frases; finished, un fotograma del paso acabado; o segundos (por omisión, los de la animación)',
    'storyboard.pace':
      'en .pptx, cada diapositiva es un vídeo de lo que lleva a su momento: reading, al ritmo de lectura; o segundos por paso (por omisión, una imagen)',
    fps: 'de un vídeo, fotogramas por segundo (por omisión, 30)',
    clips: 'un archivo por cada parte de este tamaño; % en --out es su número:',
    captions: 'escribe junto al vídeo lo que se dice (.srt, .vtt) y sus capítulos (.chapters.vtt)',
    points: 'cuerpo de la letra, en puntos (por omisión, el del papel)',
    theme: 'el tema y su fondo: light, dark, clear-light o clear-dark, transparente para un fondo claro u oscuro, o un color #RRGGBB',
    outlined: 'las letras son contornos, iguales en todos los programas (SVG y PDF)',
    with: 'qué lleva, con comas: title, note (paso y muestra), sentence, legend, workings; de la red también zoom (tan cerca como se dejó) y views (las vistas abiertas al lado); o none',
    'render.out':
      'el archivo: .svg, .pdf, .png, .tex (solo la red) o .csv; vídeos .webm, .mp4 o .gif; .zip, o una carpeta con / al final, de imágenes PNG. En su nombre, % es el número de cada imagen, y un PDF sin él tiene una página por imagen (por omisión, SVG por la salida estándar)',
    'storyboard.out':
      'el archivo: .pdf, .svg o .png, y en su nombre % es el número de cada página; o .pptx, una diapositiva por momento, con lo que se dice en sus notas',
    from: 'el primer paso (por omisión, el 0)',
    to: 'el último paso',
    'render.every': 'uno de cada M pasos, desde el primero',
    'storyboard.every': 'uno de cada M pasos, desde el primero',
    as: 'la forma',
    out: 'el archivo que se escribe; sin él, la salida estándar (las formas que son bytes lo necesitan)',
    lang: 'idioma de los mensajes y de los comentarios (por omisión, el del sistema, y si no, español)',
    help: 'esta ayuda; tras una orden, la suya',
    version: 'la versión',
  },
};

const en: OptionWords = {
  options: {
    step: 'the step, counted from 0: it starts from the parameters after K updates',
    steps: 'how many updates to make, fewer where the run stops early',
    'landscape.steps': 'up to which step the path of training goes (default: up to K)',
    'export.steps': 'how many updates to make, with --as metrics',
    every: 'how many updates apart metrics are written',
    'export.every': 'how many updates apart metrics are written, with --as metrics',
    'per-sample': 'adds to each layer perSample, each sample’s part of dW: one (I,O) matrix per sample',
    grid: 'points along each side of the plane',
    directions:
      'the two axes: path, those along which the parameters move most; weights, the two parameters of --places; random, drawn by --seed; curvature, the gradient and the largest curvature',
    places: 'two parameters, with --directions weights: 1.W.0.2 is the weight from unit 0 to unit 2 of layer 1, and 2.b.0 a bias',
    seed: 'the seed: the same one gives the same',
    count: 'how many questions',
    answers: 'adds the answers, and what each known mistake comes from',
    json: 'writes data instead of text',
    view: 'what is drawn, the network or a view:',
    at: 'moments, with commas between them: 2 is step 2 when it is done, and 2:backward.1.0 the end of a phase (start, batch, forward, loss, backward, gradient, optimise, update), of a layer or of a unit of it',
    marks: 'the marks of the document',
    each: 'of each step that is named, all its moments of this size:',
    'render.steps': 'how far training goes where the view is about all of it (default: what the file says)',
    'storyboard.steps': 'how far training goes where the view is about all of it (default: what the file says)',
    size: 'the paper: column, one column (89 mm), unless you say; page, the full width (183 mm); slide, which is usual for films; square, thumbnail or large, a 4K screen. A film can be 1280x720 or other pixels too',
    phases:
      'of a film, these phases of each step alone, with commas: batch, forward, loss, backward, gradient, optimise, update (default: all)',
    pace: 'of a film, how long each step lasts: reading, as long as its sentences take to read; finished, one frame of the step when it is done; or seconds (default: the animation’s own)',
    'storyboard.pace':
      'in .pptx, each slide is a film of what leads to its moment: reading, at reading pace; or seconds a step (default: a picture)',
    fps: 'of a film, frames a second (default: 30)',
    clips: 'a file for each part of this size; % in --out is its number:',
    captions: 'writes beside the film what is said (.srt, .vtt) and its chapters (.chapters.vtt)',
    points: 'size of the letters in points (default: the paper’s)',
    theme:
      'the theme and its background: light, dark, clear-light or clear-dark, transparent for a light or a dark one, or a colour #RRGGBB',
    outlined: 'letters are outlines, which look alike in every program (SVG and PDF)',
    with: 'what it has, with commas: title, note (step and sample), sentence, legend, workings; of the network zoom (as near as it was left) and views (those open beside it) too; or none',
    'render.out':
      'the file: .svg, .pdf, .png, .tex (the network alone) or .csv; films .webm, .mp4 or .gif; .zip, or a folder with / at its end, of PNG pictures. In its name, % is the number of each picture, and a PDF without it has a page for each (default: SVG to standard output)',
    'storyboard.out':
      'the file: .pdf, .svg or .png, and in its name % is the number of each page; or .pptx, a slide for each moment, with what is said in its notes',
    from: 'the first step (default: 0)',
    to: 'the last step',
    'render.every': 'one step in M, from the first on',
    'storyboard.every': 'one step in M, from the first on',
    as: 'the form',
    out: 'the file to write; without it, standard output (the forms that are bytes need it)',
    lang: 'language of messages and comments (default: the system’s, else Spanish)',
    help: 'this help; behind a command, its own',
    version: 'the version',
  },
};

export const optionWords = { es, en };
