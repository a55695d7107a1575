import { partsOf } from '../names/split-name.js';

/** What an argument is for, by its key. */
type KeyKind =
  | 'sql'
  | 'command'
  | 'words'
  | 'operation'
  | 'method'
  | 'url'
  | 'place'
  | 'cursor'
  | 'search'
  | 'prose'
  | 'document'
  | 'other';

/** A key of an argument, taken apart once. */
export interface Key {
  readonly kind: KeyKind;
  readonly words: readonly string[];
}

/** The key of an argument that has none. */
export const NO_KEY: Key = { kind: 'other', words: [] };

/** Takes keys apart, and remembers the last ones. */
export class Keys {
  readonly #known = new Map<string, Key>();

  of(key: string): Key {
    const found = this.#known.get(key);
    if (found !== undefined) return found;
    const made = keyOf(key);
    if (this.#known.size >= CAPACITY) this.#known.clear();
    if (key.length <= LONGEST) this.#known.set(key, made);
    return made;
  }
}

const CAPACITY = 1000;
const LONGEST = 100;

function keyOf(key: string): Key {
  const words = partsOf(key).flat();
  const name = words.join('');
  const isOverride = words.includes('method') && words.includes('override');
  const kind = isOverride ? 'method' : (KINDS.get(name) ?? KINDS.get(words.at(-1) ?? '') ?? 'other');
  return { kind, words };
}

const KINDS: ReadonlyMap<string, KeyKind> = new Map<string, KeyKind>([
  ...kinds('sql', 'sql statement statements sqlquery sqltext sqlstatement querysql ddl dml plsql tsql'),
  ...kinds(
    'command',
    'command commands cmd cmdline commandline shell bash powershell exec execute shellcommand script',
  ),
  ...kinds('words', 'args argv arguments parameters params flags options'),
  ...kinds(
    'operation',
    'operation operations op action method operationname operationtype actiontype verb function functionname tool toolname mutation apimethod rpc intent task toolslug actionname toolid actionid subcommand',
  ),
  ...kinds('method', 'httpmethod requestmethod'),
  ...kinds('url', 'url uri href endpoint link website webpage route urls baseurl'),
  ...kinds(
    'cursor',
    'nexttoken pagetoken cursor continuation continuationtoken nextcursor nextpagetoken startingtoken marker etag pagination',
  ),
  ...kinds(
    'search',
    'query q pattern search searchquery searchterm term terms keyword keywords regex glob filter question jql cql lucene searchtext needle find match sort orderby expression libraryname topic topics',
  ),
  ...kinds(
    'prose',
    'text body message description title content comment prompt summary note notes payload subject markdown html reason thought commitmessage filetext newstring oldstring newtext oldtext newsource caption instructions context rationale input',
  ),
  ...kinds('document', 'graphql document gql'),
  ...kinds(
    'place',
    'path paths file filepath filename files dir directory folder key name id ids source destination target resource resourcetype kind type bucket object prefix parameter parametername secretid uri variable table column columns field fields entity namespace collection uris names keys var env resourceid arn resourcearn reference ref secretref item itemid secretname secretpath expand include includes select attribute attributes attributename properties show index indexname collectionname tablename',
  ),
]);

function kinds(kind: KeyKind, names: string): readonly (readonly [string, KeyKind])[] {
  return names.split(' ').map((name) => [name, kind]);
}
