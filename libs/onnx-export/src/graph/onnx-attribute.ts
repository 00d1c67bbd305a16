/** Attributes of a node: what a JavaScript number cannot say (integer or float) is said by `float`. */
import { create } from '@bufbuild/protobuf';
import { InvalidInputError } from '@casebook/core';
import { AttributeProto_AttributeType as Type, AttributeProtoSchema, type AttributeProto } from 'onnx-buf';

/** A float attribute; plain numbers are integers. */
export interface FloatAttribute {
  float: number;
}
/** A list of floats; plain lists of numbers are integers. */
export interface FloatsAttribute {
  floats: readonly number[];
}
export type OnnxAttribute = number | string | readonly number[] | readonly string[] | FloatAttribute | FloatsAttribute;

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

const integer = (name: string, value: number): bigint => {
  if (!Number.isSafeInteger(value)) {
    throw new InvalidInputError('ONNX_ATTRIBUTE', `Attribute ${name} is ${value}: write { float: ${value} } where a float is meant.`);
  }
  return BigInt(value);
};

/** One attribute in its protobuf form. @throws {InvalidInputError} `ONNX_ATTRIBUTE` where an integer attribute is fractional */
export function onnxAttribute(name: string, value: OnnxAttribute): AttributeProto {
  if (typeof value === 'number') return create(AttributeProtoSchema, { name, type: Type.INT, i: integer(name, value) });
  if (typeof value === 'string') return create(AttributeProtoSchema, { name, type: Type.STRING, s: utf8(value) });
  if ('float' in value) return create(AttributeProtoSchema, { name, type: Type.FLOAT, f: value.float });
  if ('floats' in value) return create(AttributeProtoSchema, { name, type: Type.FLOATS, floats: [...value.floats] });
  if (isStrings(value)) return create(AttributeProtoSchema, { name, type: Type.STRINGS, strings: value.map(utf8) });
  return create(AttributeProtoSchema, { name, type: Type.INTS, ints: value.map((each) => integer(name, each)) });
}

const isStrings = (value: readonly number[] | readonly string[]): value is readonly string[] => typeof value[0] === 'string';
