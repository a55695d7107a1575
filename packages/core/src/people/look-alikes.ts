/**
 * What a reader takes for an ASCII character, after compatibility decomposition and without accents: letters of the Latin,
 * Greek, Cyrillic and Armenian scripts, digits and signs. From the data of UTS #39 (confusables.txt), and the small
 * capitals, which it leaves alone. The last in a line are look-alikes in both cases.
 */
const SOURCES = `' ʼ‘’
- ˗‐‒–—―⁃−⸚
2 ƧƻꙄꝚ
3 ƷȜЗҘӠꝪꞫ
5 Ƽ
8  ȣ
9 Ꝯ
a ɑᴀ αа
ae  æӕ
b ƀƄɓʙΒБВЬꞴ ƃѣҍ
c Ƈȼᴄ сҫ
d Ðƌɗԁᴅ đɖ
e Εҽҿᴇꬲ ɇе
f Ϝքᵮẝꜰꬵ ƒꞙ
g ƍɡɢԌցᶃ ǥɠ
h ɦʜΗНћҢһӇӉհⱧꚕ ħ
i ıɨɩɪιіӏᵻᵼꙇ
j ᴊꞲ ɉϳј
k ΚКҚҞᴋⱩꝀ ƙ
l ƖƗƚǀɫɭʟΙІӀ١۱ ł
m ΜϺМӍᴍ
n ƝƞɳɴΝηոռᵰ
o σ٥۵߀०০੦૦୦௦౦೦൦๐໐၀ᴏᴑꬽꬾ øɵθοоѳөօꝋ
oe  œ
oo  ꚙꝏ
p ƥᴘᵽ ρр
q ʠԛգզ
r ɍɼɽгґғᴦᵲꭇꭈ ʀ
rn ɱᵯ
s ƽʂՏᵴꜱ ѕ
t ƭƮȾΤТҬᴛᵵ ŧ
u Ʉʋυᴜᵾꞟꭎꭒ ս
v νᴠ ѵ
w ɯѡաᴡꝡ ԝ
x ΧҲꞳ х
y ƴɣʏΥγᶌỿꭚ ɏуүұ
z ʐΖᴢᵶ ƶȥ`;

/** The ASCII character, or pair, that each look-alike stands for. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  SOURCES.split('\n').flatMap((line) => {
    const [ascii = '', sources = '', both = ''] = line.split(' ');
    return [...sources, ...both, ...both.toUpperCase()].map((source) => [source, ascii] as const);
  }),
);

/** ASCII characters that are taken for each other, lower case. */
export const ASCII_LOOK_ALIKES: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', i: 'l', '|': 'l', m: 'rn' };
