namespace Keyway.Server.Accounts;

/// <summary>What an account may do beyond its own sign-in. The member's name is what stands in the <c>roles</c> claim of an access token.</summary>
internal enum Role
{
    /// <summary>May change everything, also who has which role.</summary>
    GlobalAdministrator = 1,

    /// <summary>The help desk: may change other people's sign-in methods, but not an administrator's.</summary>
    AuthenticationAdministrator = 2,

    /// <summary>May read what administrators read.</summary>
    Reader = 3,

    /// <summary>keyway-connect of one domain: writes that domain's people, groups and Kerberos servers. Never a person's.</summary>
    Connector = 4,

    /// <summary>May read, publish, remove and report the Kerberos servers of every synced domain, and nothing of people: their methods, their roles, their entries.</summary>
    HybridIdentityAdministrator = 5,

    /// <summary>May change which sign-in methods are allowed to whom, and import metadata of security keys.</summary>
    AuthenticationPolicyAdministrator = 6,

    /// <summary>May enable, disable and delete computers.</summary>
    DeviceAdministrator = 7,
}
