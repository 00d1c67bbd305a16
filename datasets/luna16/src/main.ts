/** npx nx run dataset-luna16:download --out .casebook/luna16 */
import { downloadProgram } from '@casebook/data-pipelines';

downloadProgram(new URL('../manifest.json', import.meta.url));
