import { IS_RESULT, OUTSIDE } from './outside-world.ts';
import { managementOf } from './places/broker.ts';
import { catalogueOf, tablesOf } from './places/database.ts';
import { filesIn, type Place, textPlace } from './places/folder.ts';
import { shownBy, startOf } from './places/processes.ts';
import type { Needle } from './search/needle.ts';
import { Search } from './search/search.ts';
import { isSecretFile } from './secrets.ts';
import type { World } from './world.ts';

/** Searches everything that a system wrote down or shows. */
export async function searchAll({ ground, answers }: World, needles: readonly Needle[]): Promise<Search> {
  const search = new Search(needles);
  const look = async (places: AsyncIterable<Place> | Iterable<Place>) => {
    for await (const { name, pieces } of places) await search.search(name, pieces);
  };
  await look(answers.map(({ what, text }) => textPlace(`answer to ${what}`, text)));
  await look(shownBy(ground));
  await look(startOf(ground));
  await look(managementOf(ground.infrastructure.broker.adminUrl ?? ''));
  await look(tablesOf(ground));
  await look(catalogueOf(ground));
  await ground.query('CHECKPOINT'); // what the server holds in memory goes into its files
  await look(filesIn(ground.folder, isOurs));
  return search;
}

/** Of the data folder all but the outside world's folders and the files of keys; results are Saite's wherever they lie. */
const isOurs = (name: string): boolean =>
  !isSecretFile(name) && (!OUTSIDE.some((folder) => name.startsWith(`${folder}/`)) || IS_RESULT.test(name));
