/** The codes of files that are not taken, with what a person can do. Names of files may be personal: no sentence repeats one. */
import { CasebookError, ConflictError, CorruptDataError, InvalidInputError, TooLargeError } from '@casebook/core';

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

export const fileTooLarge = (limit: number) =>
  new TooLargeError('FILE_TOO_LARGE', `The file has more than the ${mebibytes(limit)} that are read. If that is right, raise the limit.`);

export const uploadTooLarge = (limit: number) =>
  new TooLargeError('UPLOAD_TOO_LARGE', `The upload has more than ${mebibytes(limit)}. Send it in several, each file once.`);

export const tooManyFiles = (limit: number) =>
  new TooLargeError('TOO_MANY_FILES', `There are more than ${limit} files. Those before are taken; send the others in another upload.`);

export const archiveBomb = () =>
  new TooLargeError(
    'ARCHIVE_BOMB',
    'The archive becomes far larger than itself when it is unpacked. It was left there; send the files as they are.',
  );

export const archiveDamaged = (cause?: unknown) =>
  new CorruptDataError('ARCHIVE_DAMAGED', 'The archive is damaged from here on. What came before is taken; pack it again and send it.', {
    cause,
  });

export const archivePath = () =>
  new InvalidInputError('ARCHIVE_PATH', 'The archive names a file outside of itself. That file is not taken; pack the folder again.');

export const archiveLink = () => new InvalidInputError('ARCHIVE_LINK', 'This is a link, not a file. Pack the file that it leads to.');

export const archiveEncrypted = () =>
  new InvalidInputError('ARCHIVE_ENCRYPTED', 'The file is encrypted. Pack it without a password; the connection can be encrypted instead.');

export const archiveMethod = () =>
  new CasebookError(
    'ARCHIVE_UNSUPPORTED',
    'The file is packed by a method that is not read. Pack it as an ordinary zip (deflate) or as tar.gz.',
    { status: 415 },
  );

export const archiveNested = () =>
  new InvalidInputError('ARCHIVE_NESTED', 'An archive in an archive is not opened. Unpack the outer one and send what is in it.');

export const parseTimeout = (ms: number) =>
  new CorruptDataError(
    'FILE_TIMEOUT',
    `Reading the file took longer than ${ms / 1000} s and was given up: it is damaged, or made to be slow.`,
  );

export const parseMemory = () =>
  new CorruptDataError('FILE_MEMORY', 'Reading the file takes more memory than one file may: it is damaged, or made to be large.');

export const parseCrash = () => new CorruptDataError('DICOM_DAMAGED', 'The file is damaged: it cannot be read. Export or send it again.');

export const instanceDiffers = () =>
  new ConflictError(
    'INSTANCE_DIFFERS',
    'Another image with the same identifier is stored already. It stays; delete its study first if this one is right.',
  );

export const seriesElsewhere = () =>
  new ConflictError(
    'SERIES_ELSEWHERE',
    'Its series belongs to another study that is stored already. One of the two is wrong: export the study again.',
  );
