/**
 * What a reader takes for an ASCII character, after compatibility decomposition and without accents: letters of the Latin,
 * Greek, Cyrillic and Armenian scripts, digits and signs. From the data of UTS #39 (confusables.txt), and the small
 * capitals, which it leaves alone.
 */
const SOURCES: Readonly<Record<string, string>> = {
  "'": 'ʼ‘’',
  '-': '˗‐‒–—―⁃−⸚',
  2: 'ƧƻꙄꝚ',
  3: 'ƷȜЗҘӠꝪꞫ',
  5: 'Ƽ',
  8: 'Ȣȣ',
  9: 'Ꝯ',
  a: 'ɑΑαАаᴀ',
  ae: 'ÆæӔӕ',
  b: 'ƀƂƃƄɓʙΒБВЬѢѣҌҍꞴ',
  c: 'ƇȼСсҪҫᴄ',
  d: 'ÐĐđƉƌɖɗԁᴅ',
  e: 'ɆɇΕЕеҽҿᴇꬲ',
  f: 'ƑƒϜքᵮẝꜰꞘꞙꬵ',
  g: 'ƍƓǤǥɠɡɢԌցᶃ',
  h: 'ĦħɦʜΗНћҢһӇӉհⱧꚕ',
  i: 'ıɨɩɪιіӏᵻᵼꙇ',
  j: 'ɈɉͿϳЈјᴊꞲ',
  k: 'ƘƙΚКҚҞᴋⱩꝀ',
  l: 'ŁłƖƗƚǀɫɭʟΙІӀ١۱',
  m: 'ΜϺМӍᴍ',
  n: 'ƝƞɳɴΝηոռᵰ',
  o: 'ØøƟɵΘΟθοσОоѲѳӨөՕօ٥۵߀०০੦૦୦௦౦೦൦๐໐၀ᴏᴑꝊꝋꬽꬾ',
  oe: 'Œœ',
  oo: 'ꚘꚙꝎꝏ',
  p: 'ƥΡρРрᴘᵽ',
  q: 'ʠԛգզ',
  r: 'Ʀɍɼɽʀгґғᴦᵲꭇꭈ',
  rn: 'ɱᵯ',
  s: 'ƽʂЅѕՏᵴꜱ',
  t: 'ŦŧƭƮȾΤТҬᴛᵵ',
  u: 'ɄʋυՍսᴜᵾꞟꭎꭒ',
  v: 'νѴѵᴠ',
  w: 'ɯѡԜԝաᴡꝡ',
  x: 'ΧХхҲꞳ',
  y: 'ƴɎɏɣʏΥγУуҮүҰұᶌỿꭚ',
  z: 'ƵƶȤȥʐΖᴢᵶ',
};

/** The ASCII character, or pair, that each look-alike stands for. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries(SOURCES).flatMap(([ascii, sources]) => [...sources].map((source) => [source, ascii] as const)),
);

/** ASCII characters that are taken for each other, lower case. */
export const ASCII_LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['|', 'l'],
  ['m', 'rn'],
]);
