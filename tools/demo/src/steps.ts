/** What the demo is doing, one line a step: rewritten while it lasts on a terminal, written once when done elsewhere. */

export interface Steps {
  /** Runs a step and shows how long it took. `detail` may be called while it runs. */
  run<T>(title: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
}

export interface Output {
  isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export function createSteps(output: Output, now = () => performance.now()): Steps {
  const rewrite = (text: string) => output.isTTY && output.write(`\r\x1b[2K${text}`);
  return {
    async run(title, work) {
      const started = now();
      let last = '';
      rewrite(`  … ${title}`);
      try {
        const result = await work((text) => {
          last = text;
          rewrite(`  … ${title}  ${text}`);
        });
        rewrite('');
        output.write(`  ✓ ${title}${last && `, ${last}`} (${((now() - started) / 1000).toFixed(1)} s)\n`);
        return result;
      } catch (error) {
        rewrite('');
        output.write(`  ✗ ${title}\n`);
        throw error;
      }
    },
  };
}
