/** A part of a string: where it begins, and where the rest goes on. */
export type Span = readonly [start: number, end: number];

/**
 * The credentials in a string that show by their form alone, wherever they are: each has its vendor's prefix, length and
 * alphabet, in which no character acts in a shell or a database. Linear.
 */
export function credentialsIn(text: string): readonly Span[] {
  const spans = privateKeysIn(text);
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (run.length < SHORTEST) continue;
    if (isCredential(run)) spans.push([index, index + run.length]);
    else if (run.includes('.')) spans.push(...credentialParts(run, index));
  }
  for (const { 0: whole, 1: value = '', 2: key = value, index } of text.matchAll(PLACED)) {
    spans.push([index + whole.length - key.length, index + whole.length]);
  }
  return spans;
}

/** The credentials between the dots of a run. */
function credentialParts(run: string, index: number): readonly Span[] {
  let start = index;
  return run.split('.').flatMap((part): Span[] => {
    const span: Span = [start, start + part.length];
    start += part.length + 1;
    return part.length >= SHORTEST && isCredential(part) ? [span] : [];
  });
}

function isCredential(run: string): boolean {
  return SHAPES.some((shape) => shape.test(run));
}

/** A whole run of the characters that credentials have: none is found inside a longer name. */
const RUN = /[\w-]+(?:\.[\w-]+)*/g;
const SHORTEST = 20;

/** By vendor. Where a vendor publishes no length, that of the tokens that it issues, as secret scanners know them. */
const SHAPES: readonly RegExp[] = [
  // AWS access key id: a prefix for its kind, 20 characters in all.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  /^A(?:KI|SI|BI|CC)A[A-Z\d]{16}$/,
  // GitHub: `ghp_` and the like with 36, `github_pat_` with 22 and 59 characters.
  // https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
  /^gh[opsur]_[A-Za-z\d]{36}$|^github_pat_[A-Za-z\d]{22}_[A-Za-z\d]{59}$/,
  // GitLab: 20 characters, or routable. https://docs.gitlab.com/security/tokens/#token-prefixes
  // https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
  /^gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-(?:[\w-]{20}|[\w-]{40}|[\w-]{27,}\.[a-z\d]{2}\.[a-z\d]{7,9})$/,
  // Slack: kind, numbers of the workspace and the user, and a secret. https://docs.slack.dev/authentication/tokens/
  /^xox[abeoprs]-(?:\d{1,13}-){1,3}[A-Za-z\d]{24,}$|^xapp-\d-[A-Z\d]{9,13}-\d{10,13}-[a-f\d]{64}$/,
  // Stripe: secret and restricted keys, and signing secrets; `pk_` is public. https://docs.stripe.com/keys
  /^[rs]k_(?:live|test)_[A-Za-z\d]{24,107}$|^whsec_[A-Za-z\d]{32}$/,
  // OpenAI: 48 characters, or by kind around the mark `T3BlbkFJ`. https://platform.openai.com/docs/api-reference/authentication
  /^sk-(?:[A-Za-z\d]{48}|(?:proj|svcacct|admin)-[\w-]{20,74}T3BlbkFJ[\w-]{20,74})$/,
  // Anthropic. https://platform.claude.com/docs/en/api/overview
  /^sk-ant-[a-z]{3,5}\d\d-[\w-]{93}AA$/,
  // OpenRouter, DeepSeek, Groq. https://openrouter.ai/docs/api-reference/authentication
  /^sk-or-v1-[a-f\d]{64}$|^sk-[a-f\d]{32}$|^gsk_[A-Za-z\d]{52}$/,
  // Google: API key, OAuth client secret, OAuth access token. https://cloud.google.com/docs/authentication/api-keys
  /^AIza[\w-]{35}$|^GOCSPX-[\w-]{28}$|^ya29\.[\w-]{60,}$/,
  // npm. https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/
  /^npm_[A-Za-z\d]{36}$/,
  // PyPI: a macaroon whose first bytes name the index. https://pypi.org/help/#apitoken
  /^pypi-Ag(?:EIcHlwaS5vcmc|ENdGVzdC5weXBpLm9yZw)[\w-]{50,}$/,
  // SendGrid: 69 characters in three parts. https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys
  /^SG\.[\w-]{22}\.[\w-]{43}$/,
  // Twilio API key; `AC` names an account and is open. https://www.twilio.com/docs/glossary/what-is-a-sid
  /^SK[a-f\d]{32}$/,
  // A JSON web token, signed: two objects and a signature in base64url. https://www.rfc-editor.org/rfc/rfc7519#section-3.1
  /^eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}$/,
  // Hugging Face, Docker Hub, DigitalOcean, Shopify, Linear, Databricks, Postman, Grafana, HashiCorp Vault, age.
  // https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns
  /^(?:hf_[A-Za-z\d]{34}|dckr_pat_[\w-]{27}|do[opr]_v1_[a-f\d]{64}|shp(?:at|ca|pa|ss)_[a-f\d]{32}|lin_api_[A-Za-z\d]{40}|dapi[a-f\d]{32}|PMAK-[a-f\d]{24}-[a-f\d]{34}|glsa_[A-Za-z\d]{32}_[a-f\d]{8}|hv[sb]\.[\w-]{90,}|AGE-SECRET-KEY-1[A-Z\d]{58})$/,
];

/**
 * Values that show by what is right before them: a Slack webhook's secret, https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/,
 * and the 64 and 32 bytes of Azure's keys, https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string.
 */
const PLACED =
  /hooks\.slack\.com\/services\/T[A-Z\d]{8,12}\/B[A-Z\d]{8,12}\/([A-Za-z\d]{24})(?![A-Za-z\d])|(?:AccountKey|SharedAccessKey)=([A-Za-z\d+/]{43}(?:[A-Za-z\d+/]{43}=)?=)/g;

/**
 * Private keys in PEM, https://www.rfc-editor.org/rfc/rfc7468, whose lines may be escaped or joined by blanks. Only what can be
 * one is part of it, so that nothing else hides after its first line.
 */
function privateKeysIn(text: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: first, index } of text.matchAll(FIRST_LINE)) {
    let at = index + first.length;
    let hasBody = false;
    for (let line = matchAt(KEY_LINE, text, at); line !== ''; line = matchAt(KEY_LINE, text, at)) {
      at += line.length;
      hasBody ||= !line.includes(':');
    }
    if (hasBody) spans.push([index, at + matchAt(LAST_LINES, text, at).length]);
  }
  return spans;
}

/** What a sticky pattern matches at a position; empty if nothing. */
export function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

const FIRST_LINE = /-----BEGIN (?:[A-Z]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g;
const KEY_LINE = /(?:\s|\\[nr])*(?:(?:Proc-Type|DEK-Info): [\w,-]{1,80}|[A-Za-z\d+/=]{32,})/y;
/** A short line is one of the last, before the end of the key or where it was cut off. */
const LAST_LINES =
  /(?:\s|\\[nr])*(?:[A-Za-z\d+/=]{1,31}(?:\s|\\[nr])+){0,2}-----END (?:[A-Z]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----|(?:\s|\\[nr])*[A-Za-z\d+/=]{1,31}$/y;
