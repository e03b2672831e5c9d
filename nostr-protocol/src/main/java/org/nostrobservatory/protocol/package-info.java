/**
 * The Nostr protocol as immutable Java values: parse, check, write.
 *
 * <ul>
 *   <li><b>Duty:</b> turns wire text into values that cannot be wrong.
 *   <li><b>Comes in from:</b> nobody of ours; only {@code java.*}, jackson-core and libsecp256k1.
 *   <li><b>Goes out to:</b> every other module.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.protocol.EventJson},
 *       {@link org.nostrobservatory.protocol.EventVerifier}, {@link org.nostrobservatory.protocol.RelayMessage},
 *       {@link org.nostrobservatory.protocol.ClientMessage}, {@link org.nostrobservatory.protocol.Filter},
 *       {@link org.nostrobservatory.protocol.Nip19}, {@link org.nostrobservatory.protocol.RelayUrl},
 *       {@link org.nostrobservatory.protocol.Bolt11}, {@link org.nostrobservatory.protocol.Lnurl}; what is in an event:
 *       {@link org.nostrobservatory.protocol.Hashtags}, {@link org.nostrobservatory.protocol.Mentions},
 *       {@link org.nostrobservatory.protocol.Links}, {@link org.nostrobservatory.protocol.ThreadPosition},
 *       {@link org.nostrobservatory.protocol.Comment}, {@link org.nostrobservatory.protocol.Quote},
 *       {@link org.nostrobservatory.protocol.Repost}, {@link org.nostrobservatory.protocol.Reaction},
 *       {@link org.nostrobservatory.protocol.ContentWarning}, {@link org.nostrobservatory.protocol.Bridge},
 *       {@link org.nostrobservatory.protocol.FollowList}, {@link org.nostrobservatory.protocol.Report},
 *       {@link org.nostrobservatory.protocol.ZapJudgement}, {@link org.nostrobservatory.protocol.JobRequest},
 *       {@link org.nostrobservatory.protocol.JobResult}, {@link org.nostrobservatory.protocol.JobFeedback},
 *       {@link org.nostrobservatory.protocol.JobKind}, {@link org.nostrobservatory.protocol.JobKindTitle},
 *       {@link org.nostrobservatory.protocol.DvmAnnouncement}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.protocol;
