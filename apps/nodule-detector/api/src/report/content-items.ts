/** Content items of a structured report (PS3.3, C.17.3), as attributes by keyword. */
import type { Code } from './codes.js';

export type Relationship = 'CONTAINS' | 'HAS OBS CONTEXT' | 'HAS CONCEPT MOD';
export type Item = Record<string, unknown>;

const item = (relationship: Relationship, type: string, name: Code, value: Item, children: readonly Item[] = []): Item => ({
  RelationshipType: relationship,
  ValueType: type,
  ConceptNameCodeSequence: [name],
  ...value,
  ...(children.length > 0 ? { ContentSequence: children } : {}),
});

export const codeItem = (relationship: Relationship, name: Code, value: Code): Item =>
  item(relationship, 'CODE', name, { ConceptCodeSequence: [value] });

export const textItem = (relationship: Relationship, name: Code, value: string): Item =>
  item(relationship, 'TEXT', name, { TextValue: value });

export const uidItem = (relationship: Relationship, name: Code, value: string): Item => item(relationship, 'UIDREF', name, { UID: value });

/** A measurement; its value is rounded to what a decimal string of 16 characters holds. */
export const numberItem = (name: Code, value: number, unit: Code, children: readonly Item[] = []): Item =>
  item(
    'CONTAINS',
    'NUM',
    name,
    { MeasuredValueSequence: [{ MeasurementUnitsCodeSequence: [unit], NumericValue: decimal(value) }] },
    children,
  );

export const imageItem = (name: Code, { sopClassUid, sopUid }: { sopClassUid: string; sopUid: string }): Item =>
  item('CONTAINS', 'IMAGE', name, { ReferencedSOPSequence: [{ ReferencedSOPClassUID: sopClassUid, ReferencedSOPInstanceUID: sopUid }] });

/** A sphere as an ellipsoid: both ends of each axis (PS3.3, C.18.9). mm, LPS */
export const sphereItem = (
  name: Code,
  [x, y, z]: readonly [number, number, number],
  diameter: number,
  frameOfReferenceUid: string,
): Item => {
  const r = diameter / 2;
  const points = [x - r, y, z, x + r, y, z, x, y - r, z, x, y + r, z, x, y, z - r, x, y, z + r];
  return item('CONTAINS', 'SCOORD3D', name, {
    GraphicData: points,
    GraphicType: 'ELLIPSOID',
    ReferencedFrameOfReferenceUID: frameOfReferenceUid,
  });
};

export const container = (name: Code, children: readonly Item[], template?: string): Item =>
  item(
    'CONTAINS',
    'CONTAINER',
    name,
    { ContinuityOfContent: 'SEPARATE', ...(template ? { ContentTemplateSequence: [templateOf(template)] } : {}) },
    children,
  );

export const templateOf = (identifier: string): Item => ({ MappingResource: 'DCMR', TemplateIdentifier: identifier });

/** PS3.5, DS: at most 16 characters. */
export const decimal = (value: number): string => String(Number(value.toPrecision(8))).slice(0, 16);
