/** The token of a request. */
export type RequestHeaders = Record<string, string | string[] | undefined>;

/** From `Authorization: Bearer TOKEN`; `undefined` where there is none. */
export function bearerOf({ authorization }: RequestHeaders): string | undefined {
  return typeof authorization === 'string' ? /^Bearer ([\w-]{1,128})$/i.exec(authorization)?.[1] : undefined;
}
