namespace Keyway.Connect.KerberosServers;

/// <summary>How the two sides of a Kerberos server stand to each other.</summary>
internal enum Verdict
{
    /// <summary>Both hold the same, and the domain's objects are healthy.</summary>
    InStep,

    /// <summary>Neither has it.</summary>
    NotSetUp,

    /// <summary>Created, and not published (or removed at the server).</summary>
    OnlyInDomain,

    /// <summary>Published, and gone from the domain: tickets minted with this key are refused.</summary>
    OnlyAtServer,

    /// <summary>Number, key, names or reveal lists are not the same.</summary>
    Differs,

    /// <summary>The domain's objects are incomplete or were changed so that the domain does not honour tickets.</summary>
    NeedsRepair,

    /// <summary>Both hold the same now, and the identity server mints nothing because of what an earlier check found.</summary>
    Stopped,
}
