/** An activity of Direct Line, as far as the widget reads it. */
export interface Activity {
  type: string;
  id?: string;
  text?: string;
  timestamp?: string;
  from?: { id?: string; name?: string; role?: string };
  suggestedActions?: { actions?: { title?: string; value?: unknown }[] };
  attachments?: Attachment[];
  attachmentLayout?: string;
  /** What a submitted card says. */
  value?: unknown;
  channelData?: { clientActivityID?: string; display?: string; author?: string };
}

/** What goes with a message. Source: the Bot Framework activity schema. */
export interface Attachment {
  contentType?: string;
  contentUrl?: string;
  name?: string;
  content?: unknown;
}

/** Activities in order and how far the reader is with them. */
export interface ActivitySet {
  activities: Activity[];
  watermark?: string;
}

/** A suggested answer. */
export interface Suggestion {
  title: string;
  value: string;
}

/** The buttons of an activity; those without a text to send are left out. */
export function suggestionsOf(activity: Activity): Suggestion[] {
  return (activity.suggestedActions?.actions ?? []).flatMap(({ title, value }) => {
    const text = typeof value === "string" ? value : title;
    return text ? [{ title: title || text, value: text }] : [];
  });
}
