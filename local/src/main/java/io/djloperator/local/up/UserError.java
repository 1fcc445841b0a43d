package io.djloperator.local.up;

/** Something that the user can put right; its message is all that is shown. */
final class UserError extends RuntimeException {
    UserError(String message) {
        super(message, null, false, false);
    }
}
