namespace Keyway.Server.AuthenticationMethods;

/// <summary>Whether a person has a password, and whose it is.</summary>
internal enum PasswordKind
{
    /// <summary>None here: nobody set one, or the person's domain is switched off.</summary>
    None,

    /// <summary>This server's.</summary>
    Cloud,

    /// <summary>The domain's; agents check it.</summary>
    OnPremises,
}
