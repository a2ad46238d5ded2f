namespace Keyway.Server.Tokens;

/// <summary>What an application may do by itself, and to what a person's token can be limited. <see cref="Permissions"/> has their names, which are the vendor's where it has one.</summary>
internal enum Permission
{
    /// <summary>Reads who the signed-in person is; of no use to an application by itself.</summary>
    UserRead,

    UserReadAll,

    /// <summary>Makes, changes and deletes cloud-only people; for an application, not those who have a role.</summary>
    UserReadWriteAll,

    GroupReadAll,

    GroupReadWriteAll,

    DeviceReadAll,

    DeviceReadWriteAll,

    /// <summary>Reads and changes the sign-in methods of the signed-in person; of no use to an application by itself.</summary>
    UserAuthenticationMethodReadWrite,

    UserAuthenticationMethodReadAll,

    /// <summary>Changes everybody's sign-in methods; for an application, not those of people who have a role.</summary>
    UserAuthenticationMethodReadWriteAll,

    /// <summary>The same over people who have a role: whoever holds it can become a global administrator.</summary>
    UserAuthenticationMethodReadWriteAdministrators,

    PolicyReadAll,

    PolicyReadWriteAuthenticationMethod,

    AuditLogReadAll,

    RoleManagementReadDirectory,

    ApplicationReadAll,
}
