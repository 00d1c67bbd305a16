/** npx nx run dataset-banking77:download --out .casebook/banking77 */
import { downloadProgram } from '@casebook/data-pipelines';

downloadProgram(new URL('../manifest.json', import.meta.url));
