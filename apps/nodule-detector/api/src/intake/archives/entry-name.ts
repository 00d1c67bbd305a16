/** Names of files in archives. They are shown and never become a path of this machine; one that tries to is refused all the same. */

const LONGEST = 512;

/** @returns undefined where the name leads out of its archive */
export function entryName(archive: string, raw: string): string | undefined {
  const name = raw.replaceAll('\\', '/');
  if (name.includes('\0') || name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..')) return undefined;
  return shownName(`${archive}/${name.replace(/^(\.\/)+/, '')}`);
}

/** Without what a terminal or a page would act on, at a bounded length. */
export const shownName = (name: string): string => {
  const shown = name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�');
  return shown.length > LONGEST ? `…${shown.slice(1 - LONGEST)}` : shown || 'unnamed';
};
