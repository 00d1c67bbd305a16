/** npx nx run dataset-clinc150:download --out .casebook/clinc150 */
import { downloadProgram } from '@casebook/data-pipelines';
import { extractTrainAndValidation } from './extract.js';

downloadProgram(new URL('../manifest.json', import.meta.url), extractTrainAndValidation);
