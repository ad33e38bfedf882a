package dev.shelfcast.server.inventory;

/** What happens when more goes out than the books say is there. */
public enum Oversell {
    REFUSE,
    /** Only for what has happened already, such as a sale at a till: the balance goes below zero and is flagged. */
    ALLOW
}
