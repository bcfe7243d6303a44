import type { Failure, LessonProblem } from '#core/contract/failure.ts';

type Fault = Extract<Failure, { code: 'lesson-fault' }>;
/** What stands at the place, what was found, and what would do, each quoted; behind it what is wrong and what to do about it. */
type Sentences = Readonly<Record<LessonProblem, (place: string, found: string, expected: string) => string>>;

const quote = {
  es: (text: string): string => `«${text}»`,
  en: (text: string): string => `“${text}”`,
};

const es: Sentences = {
  expression: (place, found, expected) =>
    `${place} no se entiende${found ? ` en ${found}` : ' al final'}; ${expected ? `ahí va ${expected}` : 'escribe números de la ejecución unidos por + − × ÷ y comparaciones'}`,
  'unknown-name': (place, found, expected) => `${place} nombra ${found}, que no existe; usa uno de ${expected}, o dale nombre en names`,
  indices: (place, found, expected) => `${place} lleva ${found} índices y debe llevar ${expected}; se escribe como delta[2][1] o w[2][1,3]`,
  outside: (place, found, expected) => `${place} queda fuera de la red: ${found} no está en ${expected}; cambia ese índice`,
  'not-computed': (place) => `${place} no se calcula en esta ejecución; nombra otra cantidad, o cambia la ejecución`,
  'not-finite': (place, found) => `${place} vale ${found}; busca un paso o una ejecución en que sea un número`,
  loop: (place, found) => `${place} se nombra a sí misma (${found}); rompe esa vuelta en names`,
  'name-taken': (place) => `${place} es ya el nombre de una cantidad; elige otro en names`,
  literal: (place) => `${place} no mira la ejecución; una respuesta sale siempre de ella: nombra al menos una cantidad`,
  cover: (place, _, expected) =>
    `${place} no se puede tapar; ${expected ? `se tapan ${expected}` : 'escribe delta, delta[1] o delta[1][2]'}`,
  'text-too-long': (_, found, expected) => `El texto tiene ${found} caracteres y el límite es ${expected}; acórtalo`,
  line: (place) => `La línea ${place} no se entiende ahí; un texto empieza por «## id», con una sola pregunta y una sola tarea por parte`,
  mark: (place) => `La marca de ${place} no se cierra o está vacía; ciérrala o quítala`,
  html: (place) => `El texto lleva ${place}; aquí no hay HTML: quítalo`,
  term: (place, _, expected) => `${place} no está en el glosario; usa uno de ${expected}`,
  answer: (place) => `La respuesta ${place} no se entiende; se escribe «- clave: texto ~creencia -> réplica»`,
  'answer-twice': (place) => `La respuesta ${place} está dos veces; deja una`,
  'teacher-key': (place, _, expected) => `${place} no va en la hoja del docente; usa ${expected}`,
  belief: (place, found) => `${place} apunta a la creencia ${found}, que no está en el banco; añádela o corrige el nombre`,
  'beat-twice': (place) => `${place} está dos veces; cambia uno de los nombres`,
  'beat-without-text': (place) => `La parte ${place} no tiene texto; escríbelo bajo «## ${place.slice(1, -1)}»`,
  'text-without-beat': (place) => `El texto ${place} no es de ninguna parte de lesson.json; quítalo o corrige el nombre`,
  'nothing-said': (place) => `${place} no dice nada; escribe al menos una frase`,
  'question-missing': (place) => `${place} pregunta y el texto no; escribe una línea que empiece por «? »`,
  'question-unasked': (place) => `El texto pregunta en ${place} y lesson.json no; añade ask o quita la pregunta`,
  'task-missing': (place) => `${place} pide hacer algo y el texto no; escribe una línea que empiece por «! »`,
  'task-unasked': (place) => `El texto pide hacer algo en ${place} y lesson.json no; añade do o quita la tarea`,
  'answer-missing': (place, found) => `Falta el texto de la respuesta ${found} de ${place}; escribe «- ${found.slice(1, -1)}: …»`,
  'answer-unknown': (place, found) => `La respuesta ${found} de ${place} no está en lesson.json; añádela o quítala`,
  'hints-missing': (place, found) => `La tarea de ${place} tiene ${found} pistas y necesita dos; escribe líneas que empiecen por «> »`,
  'code-line': (place, found, expected) => `${place} nombra la línea ${found}, y ahí van las de ${expected}; cambia ese número`,
  'no-right-answer': (place) => `Ninguna respuesta de ${place} es la que dice la ejecución; revisa las condiciones`,
  'several-right-answers': (place, found) => `La ejecución da por buenas varias respuestas de ${place}: ${found}; haz que se excluyan`,
  'wrong-is-right': (place, found) => `${place} da ${found}, que se acepta como respuesta buena; cambia el número o la tolerancia`,
  tie: (place) => `${place} vale lo mismo que otra; elige cosas que se puedan ordenar`,
  'solved-at-start': (place) => `La tarea de ${place} ya está hecha al empezar; cambia la escena o la meta`,
  unsolved: (place, found) => `La solución de ${place} no alcanza la meta ${found}; corrige la solución o la meta`,
  'not-a-solution': (place, found) =>
    `La orden ${found} de ${place} no sirve en una solución; usa órdenes con argumentos, como goTo o fork`,
  'needs-what-is-off': (place, found) => `${place} necesita ${found}, que la lección tiene apagado; quítalo de off o usa otra cosa`,
  'long-training': (place, found, expected) =>
    `${place} haría entrenar unos ${found} y lo prudente son ${expected}; pon menos pasos, o una red o unos datos más pequeños`,
  'no-course': (place) => `En ${place} no hay ningún course.json; elige la carpeta o el .zip que lo tiene`,
  archive: (place) => `${place} no se puede abrir como .zip; puede estar dañado o tener contraseña: vuelve a crearlo`,
  encoding: (place) => `${place} no está escrito en UTF-8; guárdalo con esa codificación`,
  'too-many-files': (place, found, expected) => `${place} tiene ${found} textos y el límite es ${expected}; quita los que no son del curso`,
  'course-too-large': (place, found, expected) => `Los textos de ${place} ocupan ${found} MB y el límite es ${expected} MB; acórtalos`,
  'title-missing': (place, found) => `Falta ${place} en el idioma ${found}; escríbelo, o quita ese idioma de languages`,
  'lesson-twice': (place) => `La lección ${place} está dos veces; deja una`,
  'too-involved': (place, found, expected) =>
    `${place} llama en total a más de ${expected} nombres (el último, ${found}); escríbelo de forma más directa`,
  formula: (place, found, expected) =>
    `La fórmula ${place} es demasiado larga o anidada (${found}, y el límite es ${expected}); pártela en varias`,
};

const en: Sentences = {
  expression: (place, found, expected) =>
    `${place} makes no sense ${found ? `at ${found}` : 'at its end'}; ${expected ? `${expected} belongs there` : 'write numbers of the run joined by + − × ÷ and comparisons'}`,
  'unknown-name': (place, found, expected) => `${place} names ${found}, which does not exist; use one of ${expected}, or name it in names`,
  indices: (place, found, expected) => `${place} has ${found} indices and must have ${expected}; it is written as delta[2][1] or w[2][1,3]`,
  outside: (place, found, expected) => `${place} lies outside the network: ${found} is not within ${expected}; change that index`,
  'not-computed': (place) => `${place} is not computed by this run; name another quantity, or change the run`,
  'not-finite': (place, found) => `${place} is ${found}; look for a step or a run in which it is a number`,
  loop: (place, found) => `${place} names itself (${found}); break that loop in names`,
  'name-taken': (place) => `${place} is the name of a quantity already; choose another in names`,
  literal: (place) => `${place} does not look at the run; an answer always follows from it: name at least one quantity`,
  cover: (place, _, expected) =>
    `${place} cannot be covered; ${expected ? `what can be is ${expected}` : 'write delta, delta[1] or delta[1][2]'}`,
  'text-too-long': (_, found, expected) => `The text has ${found} characters and the limit is ${expected}; shorten it`,
  line: (place) => `The line ${place} makes no sense there; a text begins with “## id”, and a beat has one question and one task at most`,
  mark: (place) => `The mark at ${place} has no end or is empty; close it or take it away`,
  html: (place) => `The text has ${place}; there is no HTML here: take it away`,
  term: (place, _, expected) => `${place} is not in the glossary; use one of ${expected}`,
  answer: (place) => `The answer ${place} makes no sense; it is written “- key: text ~belief -> reply”`,
  'answer-twice': (place) => `The answer ${place} is there twice; leave one`,
  'teacher-key': (place, _, expected) => `${place} does not belong on the teacher’s sheet; use ${expected}`,
  belief: (place, found) => `${place} points to the belief ${found}, which is not in the bank; add it or correct the name`,
  'beat-twice': (place) => `${place} is there twice; change one of the names`,
  'beat-without-text': (place) => `The beat ${place} has no text; write it under “## ${place.slice(1, -1)}”`,
  'text-without-beat': (place) => `The text ${place} belongs to no beat of lesson.json; take it away or correct the name`,
  'nothing-said': (place) => `${place} says nothing; write one sentence at least`,
  'question-missing': (place) => `${place} asks and the text does not; write a line that begins with “? ”`,
  'question-unasked': (place) => `The text asks in ${place} and lesson.json does not; add ask or take the question away`,
  'task-missing': (place) => `${place} wants something done and the text does not say it; write a line that begins with “! ”`,
  'task-unasked': (place) => `The text wants something done in ${place} and lesson.json does not; add do or take the task away`,
  'answer-missing': (place, found) => `The text of the answer ${found} of ${place} is missing; write “- ${found.slice(1, -1)}: …”`,
  'answer-unknown': (place, found) => `The answer ${found} of ${place} is not in lesson.json; add it or take it away`,
  'hints-missing': (place, found) => `The task of ${place} has ${found} hints and needs two; write lines that begin with “> ”`,
  'code-line': (place, found, expected) => `${place} names line ${found}, and those of ${expected} belong there; change that number`,
  'no-right-answer': (place) => `No answer of ${place} is what the run says; look at the conditions again`,
  'several-right-answers': (place, found) => `The run takes several answers of ${place} for right: ${found}; let one exclude the others`,
  'wrong-is-right': (place, found) => `${place} makes ${found}, which is taken for the right answer; change the number or the tolerance`,
  tie: (place) => `${place} is as large as another one; choose things that can be put in order`,
  'solved-at-start': (place) => `The task of ${place} is done before it begins; change the scene or the goal`,
  unsolved: (place, found) => `The solution of ${place} does not reach the goal ${found}; correct the solution or the goal`,
  'not-a-solution': (place, found) =>
    `The command ${found} of ${place} is of no use in a solution; use commands with arguments, such as goTo or fork`,
  'needs-what-is-off': (place, found) =>
    `${place} needs ${found}, which the lesson has switched off; take it out of off or use something else`,
  'long-training': (place, found, expected) =>
    `${place} would train for about ${found}, and ${expected} is wise; use fewer steps, or a smaller network or less data`,
  'no-course': (place) => `There is no course.json in ${place}; choose the folder or the .zip that has it`,
  archive: (place) => `${place} cannot be opened as a .zip; it may be damaged or have a password: make it again`,
  encoding: (place) => `${place} is not written in UTF-8; save it in that encoding`,
  'too-many-files': (place, found, expected) =>
    `${place} has ${found} texts and the limit is ${expected}; take away those that are not of the course`,
  'course-too-large': (place, found, expected) => `The texts of ${place} take ${found} MB and the limit is ${expected} MB; shorten them`,
  'title-missing': (place, found) => `${place} is missing in the language ${found}; write it, or take that language out of languages`,
  'lesson-twice': (place) => `The lesson ${place} is there twice; leave one`,
  'too-involved': (place, found, expected) =>
    `${place} comes to more than ${expected} names in all (the last is ${found}); write it more directly`,
  formula: (place, found, expected) =>
    `The formula ${place} is too long or nests too deep (${found}, and the limit is ${expected}); part it`,
};

/** What is said of a lesson in each language. */
const said = { es, en };

export const sayLessonFault = ({ problem, place, found = '', expected = '' }: Fault, language: 'es' | 'en'): string => {
  const quoted = quote[language];
  const mayBe = (text: string): string => (text === '' ? '' : quoted(text));
  const amount = (text: string): boolean => /^[\d.,…\s-]*( (s|min|h))?$/.test(text);
  const bare = amount(expected) || expected.includes(', ') ? expected : mayBe(expected);
  const sentence = said[language][problem](
    place === '' ? quoted(language === 'es' ? 'el texto' : 'the text') : quoted(place),
    amount(found) ? found : mayBe(found),
    bare,
  );
  return `${sentence}.`;
};
