/** What the desktop program says by itself, where its page cannot: it hangs, or it has crashed again and again. */
const es = {
  hung: 'La ventana no responde',
  hungDetail:
    'Puede que solo esté ocupada. Si la cargas de nuevo, vuelve lo último que se guardó en la copia de seguridad, de hace unos segundos.',
  wait: 'Esperar',
  reload: 'Cargar de nuevo',
  crashed: 'La ventana se ha cerrado por un fallo varias veces seguidas',
  crashedDetail:
    'Puedes probar otra vez con lo que había, o empezar de nuevo en esta ventana. Lo que había queda en la copia de seguridad y se ofrece al abrir Retrograd la próxima vez.',
  again: 'Probar otra vez',
  afresh: 'Empezar de nuevo',
  close: 'Cerrar la ventana',
  exists: (name: string) => `Ya hay un archivo «${name}»`,
  existsDetail: 'Si lo sustituyes, se pierde lo que contiene.',
  replace: 'Sustituirlo',
  cancel: 'Cancelar',
  newWindow: 'Ventana nueva',
};

const en: typeof es = {
  hung: 'The window does not respond',
  hungDetail: 'It may only be busy. If you load it again, what the backup kept last comes back, from a few seconds ago.',
  wait: 'Wait',
  reload: 'Load again',
  crashed: 'The window has crashed several times in a row',
  crashedDetail:
    'You can try again with what was there, or begin anew in this window. What was there stays in the backup and is offered when Retrograd is opened next.',
  again: 'Try again',
  afresh: 'Begin anew',
  close: 'Close the window',
  exists: (name) => `There is already a file “${name}”`,
  existsDetail: 'If you replace it, what it holds is lost.',
  replace: 'Replace it',
  cancel: 'Cancel',
  newWindow: 'New window',
};

export const desktop = { es, en };
