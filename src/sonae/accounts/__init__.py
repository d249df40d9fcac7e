"""People: sign-in, passkeys and one-time codes, sessions, invitations, and the settings of an agency."""
