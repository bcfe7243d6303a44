import { FailureError } from '#core/contract/failure.ts';
import type { DatasetName } from '#core/spec/methods.ts';
import breastCancer from '#assets/datasets/breast-cancer.csv?url';
import diabetes from '#assets/datasets/diabetes.csv?url';
import digits from '#assets/datasets/digits.csv?url';
import iris from '#assets/datasets/iris.csv?url';
import wine from '#assets/datasets/wine.csv?url';

/** Where the page finds the program's own data sets. */
const urls: Readonly<Record<DatasetName, string>> = { iris, wine, 'breast-cancer': breastCancer, digits, diabetes };

/** The file of one of the program's own data sets. Rejects with a FailureError. */
export const fetchDataset = async (name: DatasetName): Promise<Uint8Array> => {
  try {
    const response = await fetch(urls[name]);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailureError({ code: 'file-unreadable', file: `${name}.csv`, reason });
  }
};
