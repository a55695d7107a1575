/**
 * Carries a request for approval to somebody who is elsewhere, and their answer back. Written by applications (mail,
 * chat, a ticket system), called by challenges that wait for a second person.
 *
 * Every call may be repeated after a fault or a timeout; none may be relied on to settle.
 */
export interface NotificationService {
  /**
   * Tells `managerId` that `requestId` waits for them. `message` is ready to be read; `request` is the same as data.
   * A repeat with the same `requestId` notifies nobody again.
   */
  send(
    managerId: string,
    message: string,
    requestId: string,
    request?: ApprovalRequest,
  ): Promise<SendReceipt | undefined | void>;
  /** The answer to a request, or null while there is none. */
  checkResponse(requestId: string): Promise<NotificationResponse | null>;
  /** Resolves to the first answer there is, without polling. Stops when `signal` aborts. */
  waitForResponse?(requestId: string, options: { readonly signal: AbortSignal }): Promise<NotificationResponse | null>;
  /** Nobody waits for this answer any more. */
  withdraw?(requestId: string, reason: string): Promise<void>;
}

/** What a service may hand back. */
export interface SendReceipt {
  /** For the person at the requester's end to see. */
  readonly showToRequester?: string;
  /** For so many seconds `showToRequester` holds; then the request is sent again, for another one. Default: for good. */
  readonly validSeconds?: number;
  /** Why it does not carry this request, now or later: nothing is waited for, and nobody was told. */
  readonly refused?: string;
}

/** An answer. Only `approved` approves; `responderId` is who answered, as the service authenticated them. */
export interface NotificationResponse {
  readonly verdict: string;
  readonly responderId: string;
  readonly comment?: string;
}

/** A request as data. Texts are true values: escape them for the channel. */
export interface ApprovalRequest {
  readonly requestId: string;
  readonly managerId: string;
  readonly functionName: string;
  readonly description: string;
  readonly arguments: readonly { readonly path: string; readonly type: string; readonly text: string }[];
  /** Where something of the arguments is hidden. */
  readonly hidden?: readonly string[] | undefined;
  readonly agentId: string | undefined;
  readonly requesterId: string | undefined;
  /** The human at the agent's end, where somebody vouches for one. They are a requester too. */
  readonly operatorId?: string | undefined;
  readonly environment: string;
  readonly riskLevel: string;
  readonly riskScore: number;
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}
