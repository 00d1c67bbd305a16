/** For specs that train: wasm cannot learn 3-D convolutions. */
import { useBackend } from '@casebook/training';

/** The fastest engine of this machine that learns them; slow but right where nothing native is built. */
export async function useTrainingEngine(): Promise<void> {
  const { name } = await useBackend();
  if (name === 'wasm') await useBackend('cpu');
}
