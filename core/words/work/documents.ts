/** Documents: their file, and what is asked before something of a person's is lost. */
const es = {
  file: 'Documento de Retrograd',
  edited: 'con cambios sin guardar',
  menu: 'Documento: nuevo, recientes, guardar como…',
  cancel: 'Cancelar',
  replaceTitle: '¿Guardar antes los cambios?',
  replaceText: 'Lo que tienes abierto tiene cambios que no están en ningún archivo. Si lo sustituyes, todavía podrás recuperarlo.',
  saveFirst: 'Guardar y seguir',
  replace: 'Sustituir sin guardar',
  closeText: 'Lo que tienes abierto tiene cambios que no están en ningún archivo. Si cierras la ventana sin guardar, se pierden.',
  saveAndClose: 'Guardar y cerrar',
  closeUnsaved: 'Cerrar sin guardar',
  readOnlyTitle: 'El archivo está protegido',
  readOnlyText: (name: string) =>
    `«${name}» está protegido contra escritura. Si lo sustituyes, el anterior queda al lado, como «${name}.bak».`,
  replaceFile: 'Sustituirlo',
  nameTitle: 'Guardar como',
  nameLabel: 'Nombre del documento',
  save: 'Guardar',
  recentTitle: 'Abrir un documento reciente',
  noRecent: 'Todavía no has abierto ni guardado ningún documento aquí.',
};

const en: typeof es = {
  file: 'Retrograd document',
  edited: 'with unsaved changes',
  menu: 'Document: new, recent, save as…',
  cancel: 'Cancel',
  replaceTitle: 'Save your changes first?',
  replaceText: 'What you have open has changes that are in no file. If you replace it, you can still bring it back.',
  saveFirst: 'Save and go on',
  replace: 'Replace without saving',
  closeText: 'What you have open has changes that are in no file. If you close the window without saving, they are lost.',
  saveAndClose: 'Save and close',
  closeUnsaved: 'Close without saving',
  readOnlyTitle: 'The file is protected',
  readOnlyText: (name) => `“${name}” is protected against writing. If you replace it, the old one stays beside it as “${name}.bak”.`,
  replaceFile: 'Replace it',
  nameTitle: 'Save as',
  nameLabel: 'Name of the document',
  save: 'Save',
  recentTitle: 'Open a recent document',
  noRecent: 'You have not opened or saved any document here yet.',
};

export const documents = { es, en };
