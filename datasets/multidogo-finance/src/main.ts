/** npx nx run dataset-multidogo-finance:download --out .casebook/multidogo-finance */
import { downloadProgram } from '@casebook/data-pipelines';

downloadProgram(new URL('../manifest.json', import.meta.url));
