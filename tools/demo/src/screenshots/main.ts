/**
 * Takes the README's pictures from running demos, each with a fresh database in a temporary folder:
 *
 *   npx nx run demo:screenshots                        all
 *   npx nx run demo:screenshots -- banking-chatbot     those of one case study
 */
import { takeChatPictures } from './chat.js';
import { openCamera } from './camera.js';
import { takeNodulePictures } from './nodules.js';
import { takeShopPictures } from './shop.js';

const TAKERS = { recommender: takeShopPictures, 'banking-chatbot': takeChatPictures, 'nodule-detector': takeNodulePictures };

const wanted = process.argv.slice(2);
const camera = await openCamera();
try {
  for (const [name, take] of Object.entries(TAKERS)) if (!wanted.length || wanted.includes(name)) await take(camera);
} finally {
  await camera.close();
}
