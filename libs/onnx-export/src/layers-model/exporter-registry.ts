/** Which exporter writes which class of layer. */
import { InvalidInputError } from '@casebook/core';
import type { LayerExporter } from './layer-export.js';
import type { TfLayer } from './tf-layer.js';

export interface ExporterOptions {
  /** The layer takes integers as they are (ids); other layers' integer inputs are cast to float32. */
  integers?: boolean;
}

interface Registered extends ExporterOptions {
  exporter: LayerExporter;
}

const exporters = new Map<string, Registered>();

/**
 * Teaches `exportOnnx` a class of layer of your own; a class that is known already is written by the new exporter from now on.
 *
 * @param className the layer's static `className`
 *
 * @example
 * // class Scale extends tf.layers.Layer { static className = 'Scale'; … y = x · weight 'scale' }
 * registerLayerExporter('Scale', ({ graph, inputs, parameter }) => graph.node('Mul', [inputs[0]!, parameter('scale')]));
 */
export function registerLayerExporter(className: string, exporter: LayerExporter, options: ExporterOptions = {}): void {
  exporters.set(className, { exporter, ...options });
}

/** Registers the same exporter for several classes. */
export function registerLayerExporters(classNames: readonly string[], exporter: LayerExporter, options: ExporterOptions = {}): void {
  for (const className of classNames) registerLayerExporter(className, exporter, options);
}

/** @throws {InvalidInputError} `ONNX_LAYER` where nobody registered the layer's class */
export function exporterOf(layer: TfLayer): Registered {
  const found = exporters.get(layer.getClassName());
  if (!found) {
    throw cannotExport(layer, `no exporter is registered for this class. Call registerLayerExporter('${layer.getClassName()}', …) first`);
  }
  return found;
}

/** The error of a layer that cannot be written as it is: names the layer, its class and the reason. */
export const cannotExport = (layer: TfLayer, reason: string): InvalidInputError =>
  new InvalidInputError('ONNX_LAYER', `Layer "${layer.name}" (${layer.getClassName()}) cannot be exported to ONNX: ${reason}.`);
