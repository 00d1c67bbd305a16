/** npx nx run dataset-nlupp-banking:download --out .casebook/nlupp-banking */
import { downloadProgram } from '@casebook/data-pipelines';

downloadProgram(new URL('../manifest.json', import.meta.url));
