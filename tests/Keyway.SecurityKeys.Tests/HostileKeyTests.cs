using System.Diagnostics;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

/// <summary>A key, or something on its cable, that answers less than was asked for, or nonsense.</summary>
public sealed class HostileKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SoftwareKey _key;
    private readonly SpoofedPort _port;
    private readonly SecurityKeyDevice _device;

    public HostileKeyTests()
    {
        _key = SoftwareKey.Create(_folder.File("key")).Value;
        _port = new SpoofedPort(_key.Port);
        _device = SecurityKeyDevice.Open("spoofed", _port).Value;
        Assert.True(_device.SetPin(KeyBench.Pin).Succeeded);
    }

    public void Dispose()
    {
        _device.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Less_protection_than_asked_for_is_refused()
    {
        _port.Change = answer => Replaced(answer, [.. "credProtect"u8, 3], [.. "credProtect"u8, 1]);
        Assert.Equal("credProtect", Refused.With(Catalogue.SecurityKeys.ProtectionDowngraded, Register(KeyBench.Registration() with { Protection = CredentialProtection.UserVerificationRequired })));
    }

    [Fact]
    public void A_credential_without_the_secret_that_was_asked_for_is_refused()
    {
        _port.Change = answer => Replaced(answer, [.. "hmac-secret"u8, 0xF5], [.. "hmac-secret"u8, 0xF4]);
        Assert.Equal("hmac-secret", Refused.With(Catalogue.SecurityKeys.ProtectionDowngraded, Register(KeyBench.Registration())));
    }

    [Fact]
    public void An_answer_without_user_verification_is_refused()
    {
        byte[] site = KeyBench.Hash(KeyBench.Site);
        _port.Change = answer => Replaced(answer, [.. site, 0xC5], [.. site, 0xC1]);
        Refused.With(Catalogue.SecurityKeys.NotVerified, Register(KeyBench.Registration()));
        _port.Change = answer => Replaced(answer, [.. site, 0x05], [.. site, 0x01]);
        Refused.With(Catalogue.SecurityKeys.NotVerified, SignIn(KeyBench.SignIn()));
    }

    [Fact]
    public void A_key_without_the_extensions_is_not_asked()
    {
        _port.Change = answer => Replaced(Replaced(answer, "credProtect"u8, "credPretend"u8), "hmac-secret"u8, "hmac-sacred"u8);
        using var second = new TemporaryFolder();
        using SoftwareKey key = SoftwareKey.Create(second.File("key")).Value;
        var port = new SpoofedPort(key.Port) { Change = _port.Change };
        using SecurityKeyDevice device = SecurityKeyDevice.Open("spoofed", port).Value;
        device.SetPin(KeyBench.Pin);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Assert.Equal("credProtect", Refused.With(Catalogue.SecurityKeys.Unsupported, device.MakeCredential(KeyBench.Registration(), KeyBench.Pin, cancellation)));
        Assert.Equal("hmac-secret", Refused.With(Catalogue.SecurityKeys.Unsupported, device.MakeCredential(KeyBench.Registration() with { Protection = CredentialProtection.Unreported }, KeyBench.Pin, cancellation)));
        Assert.Equal("hmac-secret", Refused.With(Catalogue.SecurityKeys.Unsupported, device.GetAssertions(KeyBench.SignIn() with { HmacSecretSalts = [new byte[32]] }, KeyBench.Pin, cancellation)));
    }

    [Fact]
    public void Every_status_of_a_key_has_its_number()
    {
        var numbers = new Dictionary<byte, KeywayError>
        {
            [0x06] = Catalogue.SecurityKeys.KeyInUse,
            [0x26] = Catalogue.SecurityKeys.Unsupported,
            [0x27] = Catalogue.SecurityKeys.Denied,
            [0x28] = Catalogue.SecurityKeys.KeyStoreFull,
            [0x2B] = Catalogue.SecurityKeys.Unsupported,
            [0x2D] = Catalogue.SecurityKeys.Cancelled,
            [0x2F] = Catalogue.SecurityKeys.TouchTimeout,
            [0x32] = Catalogue.SecurityKeys.PinBlocked,
            [0x34] = Catalogue.SecurityKeys.PinTriesExhausted,
            [0x3A] = Catalogue.SecurityKeys.TouchTimeout,
            [0x3C] = Catalogue.SecurityKeys.VerificationBlocked,
            [0x3F] = Catalogue.SecurityKeys.VerificationFailed,
            [0x7F] = Catalogue.SecurityKeys.KeyRefused,
        };
        foreach ((byte status, KeywayError error) in numbers)
        {
            _port.Change = _ => [status];
            Refused.With(error, SignIn(KeyBench.SignIn() with { RequireUserVerification = false }, pin: ""));
        }
    }

    [Fact]
    public async Task Mutated_answers_are_refused_or_read_but_never_an_exception()
    {
        using Process child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [MutatedAnswers.Argument, _folder.File("mutated")]) { RedirectStandardOutput = true })!;
        string output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, child.ExitCode);
        Assert.True(int.Parse(output) > 100, $"Only {output} answers were refused.");
    }

    private static byte[] Replaced(byte[] answer, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        int at = answer.AsSpan().IndexOf(old);
        if (at < 0) return answer;
        byte[] changed = [.. answer];
        replacement.CopyTo(changed.AsSpan(at));
        return changed;
    }

    private Result<MadeCredential> Register(MakeCredentialRequest request) => _device.MakeCredential(request, KeyBench.Pin, TestContext.Current.CancellationToken);

    private Result<IReadOnlyList<KeyAssertion>> SignIn(GetAssertionsRequest request, string pin = KeyBench.Pin) => _device.GetAssertions(request, pin, TestContext.Current.CancellationToken);
}
