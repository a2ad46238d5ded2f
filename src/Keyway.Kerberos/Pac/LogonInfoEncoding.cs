using Keyway.Errors;

namespace Keyway.Kerberos.Pac;

/// <summary>The order of fields of KERB_VALIDATION_INFO ([MS-PAC] 2.5) inside its type serialization headers ([MS-RPCE] 2.2.6).</summary>
internal static class LogonInfoEncoding
{
    private const uint CommonHeader = 0x0008_1001;
    private const uint CommonFiller = 0xCCCC_CCCC;
    private const int HeaderLength = 16;

    public static byte[] Encode(LogonInfo info)
    {
        var writer = new NdrWriter();
        writer.UInt32(CommonHeader);
        writer.UInt32(CommonFiller);
        writer.UInt32(0);
        writer.UInt32(0);
        writer.Pointer();

        writer.Time(info.LogonTime);
        writer.Time(info.LogoffTime);
        writer.Time(info.KickOffTime);
        writer.Time(info.PasswordLastSet);
        writer.Time(info.PasswordCanChange);
        writer.Time(info.PasswordMustChange);
        writer.String(info.EffectiveName);
        writer.String(info.FullName);
        writer.String(info.LogonScript);
        writer.String(info.ProfilePath);
        writer.String(info.HomeDirectory);
        writer.String(info.HomeDirectoryDrive);
        writer.UInt16(info.LogonCount);
        writer.UInt16(info.BadPasswordCount);
        writer.UInt32(info.UserId);
        writer.UInt32(info.PrimaryGroupId);
        Count(writer, info.Groups.Count);
        writer.UInt32(info.UserFlags);
        writer.Bytes(stackalloc byte[16]);
        writer.String(info.LogonServer, spare: 1);
        writer.String(info.LogonDomainName, spare: 1);
        writer.Pointer();
        writer.Bytes(stackalloc byte[8]);
        writer.UInt32(info.UserAccountControl);
        writer.Bytes(stackalloc byte[28]);
        Count(writer, info.ExtraSids.Count);
        if (info.ResourceGroupDomain is null)
            writer.NullPointer();
        else
            writer.Pointer();
        Count(writer, info.ResourceGroups.Count);

        writer.StringContent(info.EffectiveName);
        writer.StringContent(info.FullName);
        writer.StringContent(info.LogonScript);
        writer.StringContent(info.ProfilePath);
        writer.StringContent(info.HomeDirectory);
        writer.StringContent(info.HomeDirectoryDrive);
        Groups(writer, info.Groups);
        writer.StringContent(info.LogonServer, spare: 1);
        writer.StringContent(info.LogonDomainName, spare: 1);
        writer.SidContent(info.LogonDomainId);
        if (info.ExtraSids.Count > 0)
        {
            writer.UInt32((uint)info.ExtraSids.Count);
            foreach (var extra in info.ExtraSids)
            {
                writer.Pointer();
                writer.UInt32(extra.Attributes);
            }

            foreach (var extra in info.ExtraSids)
                writer.SidContent(extra.Sid);
        }

        if (info.ResourceGroupDomain is not null)
            writer.SidContent(info.ResourceGroupDomain);
        Groups(writer, info.ResourceGroups);

        var encoded = writer.ToArray(8);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(encoded.AsSpan(8), encoded.Length - HeaderLength);
        return encoded;
    }

    public static Result<LogonInfo> Parse(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length < HeaderLength)
            return Catalogue.Kerberos.PacMalformed;

        // The serialization header has 16 bytes, so that alignment counts the same from the start of the buffer.
        var reader = new NdrReader(buffer);
        reader.Expect(CommonHeader);
        reader.UInt32();
        reader.UInt32();
        reader.UInt32();
        var present = reader.UInt32() != 0;

        var (logonTime, logoffTime, kickOffTime) = (reader.Time(), reader.Time(), reader.Time());
        var (lastSet, canChange, mustChange) = (reader.Time(), reader.Time(), reader.Time());
        var (effectiveName, fullName, script) = (reader.String(), reader.String(), reader.String());
        var (profile, home, drive) = (reader.String(), reader.String(), reader.String());
        var (logonCount, badCount) = (reader.UInt16(), reader.UInt16());
        var (userId, primaryGroup) = (reader.UInt32(), reader.UInt32());
        var (groupCount, groupsPresent) = (reader.UInt32(), reader.UInt32() != 0);
        var userFlags = reader.UInt32();
        reader.Bytes(16);
        var (server, domain) = (reader.String(), reader.String());
        var domainPresent = reader.UInt32() != 0;
        reader.Bytes(8);
        var control = reader.UInt32();
        reader.Bytes(28);
        var (sidCount, sidsPresent) = (reader.UInt32(), reader.UInt32() != 0);
        var resourceDomainPresent = reader.UInt32() != 0;
        var (resourceCount, resourcesPresent) = (reader.UInt32(), reader.UInt32() != 0);

        var names = (reader.StringContent(effectiveName), reader.StringContent(fullName), reader.StringContent(script),
            reader.StringContent(profile), reader.StringContent(home), reader.StringContent(drive));
        var groups = Groups(ref reader, groupCount, groupsPresent);
        var (serverName, domainName) = (reader.StringContent(server), reader.StringContent(domain));
        var domainId = domainPresent ? reader.SidContent() : null;
        var extraSids = Sids(ref reader, sidCount, sidsPresent);
        var resourceDomain = resourceDomainPresent ? reader.SidContent() : null;
        var resources = Groups(ref reader, resourceCount, resourcesPresent);

        // A domain's SID that fills all 15 places leaves none for its accounts.
        if (!present || reader.Failed || domainId is null || domainId.SubAuthorities.Count == SecurityIdentifier.MaximumSubAuthorities)
            return new Refusal(Catalogue.Kerberos.PacMalformed, "logon information");

        return new LogonInfo
        {
            EffectiveName = names.Item1,
            FullName = names.Item2,
            LogonScript = names.Item3,
            ProfilePath = names.Item4,
            HomeDirectory = names.Item5,
            HomeDirectoryDrive = names.Item6,
            LogonServer = serverName,
            LogonDomainName = domainName,
            LogonDomainId = domainId,
            UserId = userId,
            PrimaryGroupId = primaryGroup,
            Groups = groups,
            ExtraSids = extraSids,
            ResourceGroupDomain = resourceDomain,
            ResourceGroups = resources,
            LogonTime = logonTime,
            LogoffTime = logoffTime,
            KickOffTime = kickOffTime,
            PasswordLastSet = lastSet,
            PasswordCanChange = canChange,
            PasswordMustChange = mustChange,
            LogonCount = logonCount,
            BadPasswordCount = badCount,
            UserFlags = userFlags,
            UserAccountControl = control,
        };
    }

    private static void Count(NdrWriter writer, int count)
    {
        writer.UInt32((uint)count);
        if (count == 0)
            writer.NullPointer();
        else
            writer.Pointer();
    }

    private static void Groups(NdrWriter writer, IReadOnlyList<GroupMembership> groups)
    {
        if (groups.Count == 0)
            return;
        writer.UInt32((uint)groups.Count);
        foreach (var group in groups)
        {
            writer.UInt32(group.RelativeIdentifier);
            writer.UInt32(group.Attributes);
        }
    }

    private static GroupMembership[] Groups(ref NdrReader reader, uint announced, bool present)
    {
        if (!present)
            return [];
        reader.Expect(announced);
        var groups = new GroupMembership[reader.Count(announced, 8)];
        for (var i = 0; i < groups.Length; i++)
            groups[i] = new GroupMembership(reader.UInt32(), reader.UInt32());
        return groups;
    }

    private static List<SidAndAttributes> Sids(ref NdrReader reader, uint announced, bool present)
    {
        var sids = new List<SidAndAttributes>();
        if (!present)
            return sids;
        reader.Expect(announced);
        var attributes = new uint[reader.Count(announced, 8)];
        for (var i = 0; i < attributes.Length; i++)
        {
            reader.UInt32();
            attributes[i] = reader.UInt32();
        }

        foreach (var attribute in attributes)
        {
            if (reader.SidContent() is not { } sid)
                break;
            sids.Add(new SidAndAttributes(sid, attribute));
        }

        return sids;
    }
}
