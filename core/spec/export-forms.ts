/** The forms that a run leaves in, in the order in which they are offered, each with the ending of its file. */
export const exportForms = {
  numpy: 'py',
  pytorch: 'py',
  'pytorch-teach': 'py',
  keras: 'py',
  'keras-teach': 'py',
  onnx: 'onnx',
  safetensors: 'safetensors',
  'pytorch-weights': 'safetensors',
  parameters: 'csv',
} as const;
export type ExportForm = keyof typeof exportForms;

/** Forms that are programs. */
export const scriptForms = (Object.keys(exportForms) as ExportForm[]).filter((form) => exportForms[form] === 'py');
