using System.Security.Cryptography;
using System.Text;
using Keyway.Device.Daemon;
using Keyway.Device.Daemon.Ntlm;
using Keyway.Device.Daemon.People;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.Daemon;

/// <summary>The NTLM secret as a file of its person's, and everybody who would like it.</summary>
public sealed class NtlmSecretsTests : IDisposable
{
    private const uint UserId = 1879048200;
    private static readonly NtlmUserFile Alice = new("CONTOSO", "alice");

    private readonly TestFolder _folder = new();
    private readonly List<string> _log = [];
    private readonly FixedTime _time = new(DateTimeOffset.UtcNow);
    private readonly LocalAccount _alice = new(Guid.NewGuid(), "alice", UserId, "alice@contoso.com", [], Joined.Now);
    private readonly byte[] _hash = RandomNumberGenerator.GetBytes(16);

    private NtlmSecrets Secrets => new(_folder.Path, _log.Add, _time);

    private string Place => NtlmSecrets.PathOf(_folder.Path, UserId);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_is_what_gss_ntlmssp_reads_and_the_persons_alone()
    {
        Assert.Null(Secrets.Write(_alice, Alice, _hash));

        Assert.Equal($@"CONTOSO\alice:{UserId}:XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX:{Convert.ToHexString(_hash)}:[U          ]:LCT-00000000:" + "\n", File.ReadAllText(Place));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Place));
        Assert.Equal(UserId, PosixFiles.OwnerOf(Place));
        Assert.Equal(0u, PosixFiles.OwnerOf(Path.GetDirectoryName(Place)!));
        Assert.Equal(Place, Secrets.FileFor(_alice));
        Assert.Equal(Alice, NtlmUserFile.Parse(File.ReadAllBytes(Place), out var digits));
        Assert.Equal(Convert.ToHexString(_hash), Encoding.ASCII.GetString(digits));
    }

    [Fact]
    public void A_later_one_replaces_it_and_nothing_stays_after_the_removal()
    {
        Assert.Null(Secrets.Write(_alice, Alice, new byte[16]));
        Assert.Null(Secrets.Write(_alice, Alice, _hash));
        Assert.Contains(Convert.ToHexString(_hash), File.ReadAllText(Place), StringComparison.Ordinal);

        Secrets.Remove(_alice);
        Secrets.Remove(_alice);
        Assert.Null(Secrets.FileFor(_alice));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
        Assert.Empty(_log);
    }

    [Fact]
    public void D08_a_link_in_its_place_is_replaced_and_what_a_kill_left_is_no_hindrance()
    {
        var victim = _folder.Write("victim", "untouched");
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        File.CreateSymbolicLink(Place, victim);
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(Place)!, ".ntlm"), victim);

        Assert.Null(Secrets.Write(_alice, Alice, _hash));

        Assert.Equal("untouched", File.ReadAllText(victim));
        Assert.Equal(0u, PosixFiles.OwnerOf(victim));
        Assert.Null(new FileInfo(Place).LinkTarget);
        Assert.Single(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Place)!));
    }

    [Theory]
    [InlineData("CONTOSO", "alice:0:x")]
    [InlineData("CONTOSO", "alice\nroot")]
    [InlineData(@"CONTOSO\x", "alice")]
    [InlineData("CONTOSO", "")]
    [InlineData("", "alice")]
    public void D08_names_that_would_make_another_line_are_refused_and_the_old_secret_goes(string domain, string user)
    {
        Assert.Null(Secrets.Write(_alice, Alice, _hash));

        Assert.Equal(Catalogue.Daemon.NtlmSecretNotWritten, Secrets.Write(_alice, new NtlmUserFile(domain, user), _hash)!.Error);
        Assert.Null(Secrets.FileFor(_alice));
    }

    [Fact]
    public void What_lies_there_of_somebody_who_is_not_signed_in_goes_after_a_while()
    {
        Assert.Null(Secrets.Write(_alice, Alice, _hash));
        Secrets.RemoveUnclaimed(_alice);
        Assert.NotNull(Secrets.FileFor(_alice));

        _time.Now += TimeSpan.FromMinutes(6);
        Secrets.RemoveUnclaimed(_alice);
        Assert.Null(Secrets.FileFor(_alice));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("CONTOSO\\alice:1:X:zz:")]
    [InlineData("alice:1:X:00112233445566778899AABBCCDDEEFF:")]
    [InlineData("A\\B\\C:1:X:00112233445566778899AABBCCDDEEFF:")]
    public void A_file_that_says_nothing_is_none(string content) => Assert.Null(NtlmUserFile.Parse(Encoding.UTF8.GetBytes(content), out _));

    [Theory]
    [InlineData("""{"credentialCache":"dir"}""")]
    [InlineData("""{"credentialCache":null}""")]
    [InlineData("""{"credentialCache":"KEYRING"}""")]
    public void A_cache_of_another_kind_stops_the_daemon(string settings) =>
        Assert.Equal(Catalogue.Daemon.SettingsInvalid, DaemonSettings.Read(_folder.Write("keywayd.json", settings)).Refusal.Error);
}
