using System.Security.Cryptography;
using Keyway.Contracts.Jose;
using Keyway.Device.Daemon.SignIns;
using Keyway.Device.SignIn;
using Keyway.Device.Tests.Daemon;
using Keyway.Errors;

namespace Keyway.Device.Tests.SignIn;

/// <summary>A session key under the transport key of a real swtpm.</summary>
public sealed class SessionKeyTests : IDisposable
{
    private readonly Swtpm _tpm = new();
    private readonly OfflineDesk _desk;

    public SessionKeyTests() => _desk = new OfflineDesk(_tpm.Address);

    private RSA TransportKey => _desk.Computer.Keys.TransportKey;

    public void Dispose()
    {
        _desk.Dispose();
        _tpm.Dispose();
    }

    [Fact]
    public void A_TPM_that_does_not_answer_ends_no_session()
    {
        var sessionKey = RandomNumberGenerator.GetBytes(32);
        var wrapped = SessionKeyJwe.Wrap(sessionKey, TransportKey);
        Assert.Equal(sessionKey, SessionKeyJwe.Unwrap(wrapped, TransportKey).Value);

        _tpm.Stop();
        var refusal = IssuedToken.NotOpened(SessionKeyJwe.Unwrap(wrapped, TransportKey).Refusal);
        Assert.Equal(Catalogue.Tpm.Unreachable, refusal.Error);
        Assert.False(ServerVerdict.EndsSession(refusal));
    }

    [Fact]
    public void What_was_wrapped_for_another_computer_is_of_no_use()
    {
        using var other = RSA.Create(2048);
        var refusal = IssuedToken.NotOpened(SessionKeyJwe.Unwrap(SessionKeyJwe.Wrap(new byte[32], other), TransportKey).Refusal);
        Assert.Equal(Catalogue.Device.SessionKeyNotOurs, refusal.Error);
        Assert.True(ServerVerdict.EndsSession(refusal));
    }
}
