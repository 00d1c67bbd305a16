import type { Volume } from '@casebook/imaging';

/** The text of a `.mhd` file for a volume whose voxels lie in `dataFile`: https://itk.org/Wiki/ITK/MetaIO/Documentation */
export const metaImageHeader = ({ size, spacing, origin, direction }: Omit<Volume, 'voxels'>, dataFile: string): string =>
  [
    'ObjectType = Image',
    'NDims = 3',
    'BinaryData = True',
    'BinaryDataByteOrderMSB = False',
    `TransformMatrix = ${direction.flat().join(' ')}`,
    `Offset = ${origin.join(' ')}`,
    `ElementSpacing = ${spacing.join(' ')}`,
    `DimSize = ${size.join(' ')}`,
    'ElementType = MET_SHORT',
    `ElementDataFile = ${dataFile}`,
    '',
  ].join('\n');
