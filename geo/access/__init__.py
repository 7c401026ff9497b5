"""Who may know more than the public: invitations, sessions, the audit log and the needs board."""
