/** npx nx run dataset-sgd-banks:download --out .casebook/sgd-banks */
import { downloadProgram } from '@casebook/data-pipelines';
import { extractBanks } from './extract.js';

downloadProgram(new URL('../manifest.json', import.meta.url), extractBanks);
