/** The words of which this is one; undefined for a word that stands in no ring. */
export function ringOf(word: string): readonly string[] | undefined {
  return RINGS.find((ring) => ring.includes(word));
}

/** Whether a word is one that people guess before others of its kind: then a right answer proves nothing. */
export function isEasyWord(word: string): boolean {
  return RINGS.slice(0, EASY).some((ring) => ring.includes(word.toLowerCase()));
}

/** Each ring a kind; what people guess first comes first. */
const RINGS: readonly (readonly string[])[] = `
production staging development test qa sandbox demo preview
prod stage dev uat
admin owner editor viewer auditor operator guest root
user account role group
main master develop release trunk hotfix
get post put patch delete head
eur usd gbp chf jpy sek
active inactive pending suspended closed archived
read write execute none full
force recursive verbose quiet all cascade
order invoice payment refund customer product cart shipment coupon booking ticket message report event metric session device contract campaign supplier document subscription
anna ben carla david emma felix greta ida jonas kim lena mario nina oscar paula tom
acme globex initech contoso northwind example umbrella fabrikam
api web worker frontend backend checkout billing search
nginx redis postgres mysql kafka mongo grafana vault
etc var opt srv usr home mnt data
log cache tmp backup archive export upload dump
east west north south central
us eu ap ca sa af
com net org io dev
daily weekly monthly hourly
finance marketing sales support engineering legal platform security
pod deployment service statefulset daemonset configmap cronjob ingress
push pull merge rebase reset fetch
json yaml toml xml
csv parquet xlsx pdf txt sql`
  .trim()
  .split('\n')
  .map((ring) => ring.split(' '));

/** How many rings hold what is easy to guess. */
const EASY = 10;

/** What may stand for a word of no ring. */
export const NOUNS: readonly string[] = RINGS[EASY] ?? [];
/** What may stand for a person. */
export const NAMES: readonly string[] = RINGS[EASY + 1] ?? [];
/** What may stand for an organisation. */
export const FIRMS: readonly string[] = RINGS[EASY + 2] ?? [];
