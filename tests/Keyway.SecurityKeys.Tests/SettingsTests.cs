using Keyway.Errors;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

public sealed class SettingsTests
{
    public static TheoryData<int> PinProtocols => [1, 2];

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void A_longer_least_length_demands_another_pin_only_of_a_pin_that_is_shorter(int protocol)
    {
        using var bench = new KeyBench(new SoftwareKeyOptions { PinProtocols = [protocol] });
        SecurityKeyInfo same = bench.Device.SetPinPolicy(KeyBench.Pin.Length, false, KeyBench.Pin).Value;
        Assert.Equal((KeyBench.Pin.Length, false), (same.MinimumPinLength, same.PinChangeRequired));
        SecurityKeyInfo longer = bench.Device.SetPinPolicy(KeyBench.Pin.Length + 1, false, KeyBench.Pin).Value;
        Assert.Equal((KeyBench.Pin.Length + 1, true), (longer.MinimumPinLength, longer.PinChangeRequired));
        Refused.With(Catalogue.SecurityKeys.PinChangeRequired, bench.Register());
        Refused.With(Catalogue.SecurityKeys.PinPolicy, bench.Device.ChangePin(KeyBench.Pin, "12345678"));
        bench.Replug();
        Assert.True(bench.Device.GetInfo().Value.PinChangeRequired);
        Assert.False(bench.Device.ChangePin(KeyBench.Pin, "a longer one").Value.PinChangeRequired);
        Assert.True(bench.Register(pin: "a longer one").Succeeded);
    }

    [Fact]
    public void A_forced_change_takes_no_pin_but_a_new_one()
    {
        using var bench = new KeyBench();
        Assert.True(bench.Device.SetPinPolicy(null, true, KeyBench.Pin).Value.PinChangeRequired);
        Refused.With(Catalogue.SecurityKeys.PinChangeRequired, bench.Device.ListCredentials(KeyBench.Pin));
        Refused.With(Catalogue.SecurityKeys.PinPolicy, bench.Device.ChangePin(KeyBench.Pin, KeyBench.Pin));
        Assert.True(bench.Device.ChangePin(KeyBench.Pin, "another").Succeeded);
    }

    [Fact]
    public void The_least_length_is_never_lowered_and_needs_the_pin()
    {
        using var bench = new KeyBench();
        Assert.True(bench.Device.SetPinPolicy(6, false, KeyBench.Pin).Succeeded);
        Refused.With(Catalogue.SecurityKeys.PinLengthNotRaised, bench.Device.SetPinPolicy(5, false, KeyBench.Pin));
        Refused.With(Catalogue.SecurityKeys.PinLengthNotRaised, bench.Device.SetPinPolicy(64, false, KeyBench.Pin));
        Refused.With(Catalogue.SecurityKeys.PinRequired, bench.Device.SetPinPolicy(7, false, ""));
        Assert.Equal("7 tries left", Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Device.SetPinPolicy(7, false, "wrong")));
        Assert.Equal(6, bench.Device.GetInfo().Value.MinimumPinLength);
    }

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void Credentials_are_listed_by_site_and_removed_for_good(int protocol)
    {
        using var bench = new KeyBench(new SoftwareKeyOptions { PinProtocols = [protocol] });
        Assert.Empty(bench.Device.ListCredentials(KeyBench.Pin).Value);
        bench.Register();
        bench.Register(KeyBench.Registration("bob"));
        bench.Register(KeyBench.Registration("carol", "other.example"));
        bench.Register(KeyBench.Registration("dave") with { Resident = false });
        IReadOnlyList<CredentialOnKey> all = bench.Device.ListCredentials(KeyBench.Pin).Value;
        Assert.Equal(["alice@contoso.example", "bob@contoso.example", "carol@contoso.example"], all.Select(credential => credential.UserName));
        Assert.Equal(["ALICE", "BOB", "CAROL"], all.Select(credential => credential.UserDisplayName));
        Assert.Equal("other.example", all[2].RelyingPartyId);
        Assert.Equal(97, bench.Device.RemoveCredential(all[0].Id, KeyBench.Pin).Value.RemainingCredentials);
        Refused.With(Catalogue.SecurityKeys.CredentialUnknown, bench.Device.RemoveCredential(all[0].Id, KeyBench.Pin));
        bench.Replug();
        Assert.Equal(all.Skip(1).Select(credential => credential.UserName), bench.Device.ListCredentials(KeyBench.Pin).Value.Select(credential => credential.UserName));
        Assert.Equal("bob@contoso.example", Assert.Single(bench.Prove().Value).UserName);
    }

    [Fact]
    public void W14_credentials_are_told_and_removed_only_after_the_pin()
    {
        using var bench = new KeyBench();
        ReadOnlyMemory<byte> id = bench.Register().Value.CredentialId;
        Refused.With(Catalogue.SecurityKeys.PinRequired, bench.Device.ListCredentials(""));
        Assert.Equal("7 tries left", Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Device.ListCredentials("0000")));
        Assert.Equal("6 tries left", Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Device.RemoveCredential(id, "0000")));
        Assert.Single(bench.Device.ListCredentials(KeyBench.Pin).Value);
    }

    [Fact]
    public void A_removal_that_cannot_be_kept_is_refused_and_removes_nothing()
    {
        using var bench = new KeyBench();
        ReadOnlyMemory<byte> id = bench.Register().Value.CredentialId;
        string folder = Path.GetDirectoryName(bench.Key.Path)!;
        Directory.Move(folder, folder + ".away");
        try
        {
            Assert.False(bench.Device.RemoveCredential(id, KeyBench.Pin).Succeeded);
        }
        finally
        {
            Directory.Move(folder + ".away", folder);
        }

        Assert.Single(bench.Device.ListCredentials(KeyBench.Pin).Value);
    }

    [Fact]
    public void A_reset_erases_credentials_pin_and_least_length()
    {
        using var bench = new KeyBench();
        bench.Register();
        Assert.True(bench.Device.SetPinPolicy(7, false, KeyBench.Pin).Succeeded);
        bench.Replug();
        SecurityKeyInfo fresh = bench.Device.Reset(TestContext.Current.CancellationToken).Value;
        Assert.Equal((false, 4, 100L), (fresh.PinSet, fresh.MinimumPinLength, fresh.RemainingCredentials));
        bench.Replug();
        Assert.False(bench.Device.GetInfo().Value.PinSet);
        Assert.True(bench.Device.SetPin("1234").Succeeded);
        Assert.Empty(bench.Device.ListCredentials("1234").Value);
    }

    [Fact]
    public void A_reset_after_ten_seconds_or_without_a_touch_erases_nothing()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        bool touched = false;
        using SoftwareKey key = SoftwareKey.Create(folder.File("key"), touch: (_, _) => touched, time: time).Value;
        using SecurityKeyDevice device = SecurityKeyDevice.Open(key).Value;
        device.SetPin(KeyBench.Pin);
        Refused.With(Catalogue.SecurityKeys.Denied, device.Reset(TestContext.Current.CancellationToken));
        touched = true;
        time.Advance(TimeSpan.FromSeconds(11));
        Refused.With(Catalogue.SecurityKeys.ResetTooLate, device.Reset(TestContext.Current.CancellationToken));
        Assert.True(device.GetInfo().Value.PinSet);
    }

    [Fact]
    public void W14_a_key_that_lies_about_its_credentials_is_refused_or_survived()
    {
        using var bench = new KeyBench();
        bench.Register();
        bench.Register(KeyBench.Registration("bob"));
        bench.Device.Dispose();
        var port = new SpoofedPort(bench.Key.Port);
        using SecurityKeyDevice device = SecurityKeyDevice.Open("spoofed", port).Value;
        var random = new Random(14);
        for (int round = 0; round < 200; round++)
        {
            // The answers of the list alone: key agreement and token pass, which come first and hold neither an RP nor a user.
            port.Change = answer => answer.Length > 1 && answer[1] >> 5 == 5 && answer.AsSpan().IndexOf("public-key"u8) > 0 ? Changed(answer, random) : answer;
            _ = device.ListCredentials(KeyBench.Pin);
        }

        port.Change = answer => answer;
        Assert.Equal(2, device.ListCredentials(KeyBench.Pin).Value.Count);
    }

    [Fact]
    public void W14_a_key_pulled_out_in_the_middle_of_a_list_is_said_to_be_lost()
    {
        using var bench = new KeyBench();
        bench.Register();
        bench.Device.Dispose();
        var port = new SpoofedPort(bench.Key.Port);
        using SecurityKeyDevice device = SecurityKeyDevice.Open("spoofed", port).Value;
        port.Change = answer =>
        {
            if (answer.AsSpan().IndexOf("other"u8) < 0 && answer.AsSpan().IndexOf("login.contoso"u8) > 0) bench.Key.Port.Dispose();
            return answer;
        };
        Refused.With(Catalogue.SecurityKeys.KeyLost, device.ListCredentials(KeyBench.Pin));
    }

    [Theory]
    [InlineData("1A7FFFFFFF")]
    [InlineData("1B7FFFFFFFFFFFFFFF")]
    [InlineData("1BFFFFFFFFFFFFFFFF")]
    public void W14_a_key_that_promises_more_sites_than_it_has_is_refused_at_once(string promised)
    {
        using var bench = new KeyBench();
        bench.Register();
        bench.Device.Dispose();
        var port = new SpoofedPort(bench.Key.Port);
        using SecurityKeyDevice device = SecurityKeyDevice.Open("spoofed", port).Value;
        byte[] one = [0x05, 0x01];
        port.Change = answer => answer.AsSpan().IndexOf("login.contoso"u8) > 0 && answer.AsSpan().EndsWith(one)
            ? [.. answer[..^1], .. Convert.FromHexString(promised)]
            : answer;
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.False(device.ListCredentials(KeyBench.Pin).Succeeded);
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void W14_a_key_that_lists_without_end_is_given_up_when_the_time_is_over()
    {
        using var bench = new KeyBench();
        bench.Register();
        bench.Device.Dispose();
        var port = new SpoofedPort(bench.Key.Port);
        using SecurityKeyDevice device = SecurityKeyDevice.Open("spoofed", port, new SecurityKeyOptions { Timeout = TimeSpan.FromSeconds(1) }).Value;
        byte[]? site = null;
        port.Change = answer =>
        {
            if (answer.AsSpan().IndexOf("login.contoso"u8) > 0) return site = [.. answer[..^1], 0x1A, 0x00, 0xFF, 0xFF, 0xFF];

            // The real key knows of no second site.
            return answer is [0x30] && site is not null ? site : answer;
        };
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Refused.With(Catalogue.SecurityKeys.KeyLost, device.ListCredentials(KeyBench.Pin));
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void A_key_that_does_not_know_the_command_has_no_such_setting()
    {
        using var bench = new KeyBench();
        bench.Device.Dispose();
        var port = new SpoofedPort(bench.Key.Port);
        using SecurityKeyDevice device = SecurityKeyDevice.Open("spoofed", port).Value;

        // An empty list is the only answer here without a body.
        port.Change = answer => answer is [0x2E] ? [0x01] : answer;
        Refused.With(Catalogue.SecurityKeys.SettingMissing, device.ListCredentials(KeyBench.Pin));
    }

    [Fact]
    public void W14_a_key_that_lists_one_credential_for_two_sites_is_refused()
    {
        using var bench = new KeyBench();
        bench.Register();
        bench.Register(KeyBench.Registration("bob", "other.example"));
        bench.Device.Dispose();
        var port = new SpoofedPort(bench.Key.Port);
        using SecurityKeyDevice device = SecurityKeyDevice.Open("spoofed", port).Value;
        byte[]? first = null;
        port.Change = answer => answer.AsSpan().IndexOf("public-key"u8) < 0 ? answer : first ??= answer;
        Refused.With(Catalogue.SecurityKeys.ListMalformed, device.ListCredentials(KeyBench.Pin));
    }

    private static byte[] Changed(byte[] answer, Random random)
    {
        byte[] changed = [.. answer];
        if (random.Next(3) == 0) return changed[..random.Next(1, changed.Length)];
        changed[random.Next(1, changed.Length)] = (byte)random.Next(0x80);
        return changed;
    }
}
