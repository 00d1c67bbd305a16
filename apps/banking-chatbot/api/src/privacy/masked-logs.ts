/** A log in which no recognisable personal data stands, whatever an error's message repeats. */
import { createLogger, type Logger } from '@casebook/core/logging';
import { maskText } from './mask-text.js';

/** @param write takes each line; standard output unless told */
export const maskedLogger = (component: string, write: (line: string) => void = (line) => void process.stdout.write(line)): Logger =>
  createLogger(component, { write: (line) => write(maskText(line)) });
