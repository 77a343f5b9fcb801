package dev.delos.mods.daily;

/** How the delivery of a grant went. */
enum DeliveryCode {
  /** It is in the inventory, by this delivery or by an earlier one. */
  DELIVERED,
  /** The bag has no room: the grant waits in the mailbox. */
  FULL,
  /** It has waited for longer than it may. */
  EXPIRED
}
