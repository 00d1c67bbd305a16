/** Reads the arguments of a layer from its configuration, whose values TypeScript does not know. */
import { cannotExport } from './exporter-registry.js';
import type { TfLayer } from './tf-layer.js';

type Config = Readonly<Record<string, unknown>>;

export const isChannelsFirst = (config: Config): boolean => config['dataFormat'] === 'channelsFirst';

/** A list of numbers of a given length; a single number stands for all. */
export function numbers(layer: TfLayer, config: Config, key: string, length: number, otherwise = 1): number[] {
  const value = config[key] ?? otherwise;
  const list = typeof value === 'number' ? new Array<number>(length).fill(value) : value;
  if (Array.isArray(list) && list.length === length && list.every((each) => typeof each === 'number')) return list as number[];
  throw cannotExport(layer, `its ${key} is ${JSON.stringify(value)}, where ${length} numbers are expected`);
}

export function number(layer: TfLayer, config: Config, key: string, otherwise: number): number {
  return numbers(layer, config, key, 1, otherwise)[0]!;
}
