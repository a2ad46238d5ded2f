using Keyway.Errors;

namespace Keyway.Kerberos.Pac;

/// <summary>KERB_VALIDATION_INFO: who the user is and which groups he is in ([MS-PAC] 2.5). Times are <see cref="FileTime"/>.</summary>
public sealed record LogonInfo
{
    public required string EffectiveName { get; init; }

    public string FullName { get; init; } = "";

    public string LogonScript { get; init; } = "";

    public string ProfilePath { get; init; } = "";

    public string HomeDirectory { get; init; } = "";

    public string HomeDirectoryDrive { get; init; } = "";

    public string LogonServer { get; init; } = "";

    public string LogonDomainName { get; init; } = "";

    /// <summary>The user's domain; with <see cref="UserId"/> it gives the user's SID.</summary>
    public required SecurityIdentifier LogonDomainId { get; init; }

    public required uint UserId { get; init; }

    /// <summary>513 is Domain Users.</summary>
    public uint PrimaryGroupId { get; init; } = 513;

    public IReadOnlyList<GroupMembership> Groups { get; init; } = [];

    /// <summary>Groups outside the user's domain.</summary>
    public IReadOnlyList<SidAndAttributes> ExtraSids { get; init; } = [];

    /// <summary>The domain of <see cref="ResourceGroups"/>; null when there are none.</summary>
    public SecurityIdentifier? ResourceGroupDomain { get; init; }

    public IReadOnlyList<GroupMembership> ResourceGroups { get; init; } = [];

    public long LogonTime { get; init; } = FileTime.Never;

    public long LogoffTime { get; init; } = FileTime.Never;

    public long KickOffTime { get; init; } = FileTime.Never;

    public long PasswordLastSet { get; init; }

    public long PasswordCanChange { get; init; } = FileTime.Never;

    public long PasswordMustChange { get; init; } = FileTime.Never;

    public ushort LogonCount { get; init; }

    public ushort BadPasswordCount { get; init; }

    /// <summary>0x20 says that <see cref="ExtraSids"/> counts, 0x200 that <see cref="ResourceGroups"/> does.</summary>
    public uint UserFlags { get; init; }

    /// <summary>0x10 is a normal account ([MS-SAMR] 2.2.1.12).</summary>
    public uint UserAccountControl { get; init; } = 0x10;

    /// <summary>The user's SID.</summary>
    public SecurityIdentifier UserSid => LogonDomainId.Child(UserId);

    /// <summary>Reads the buffer; <see cref="Catalogue.Kerberos.PacMalformed"/> otherwise.</summary>
    public static Result<LogonInfo> Parse(ReadOnlySpan<byte> buffer) => LogonInfoEncoding.Parse(buffer);

    /// <summary>The buffer, a multiple of 8 bytes.</summary>
    public byte[] Encode() => LogonInfoEncoding.Encode(this);
}
