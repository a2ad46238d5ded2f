namespace Keyway.Device.Daemon.Relay;

/// <summary>What a program asks of its PAM modules: the first byte of the module's request.</summary>
internal enum RelayKind : byte
{
    /// <summary>pam_authenticate: who is it.</summary>
    Authenticate = (byte)'A',

    /// <summary>pam_acct_mgmt: may they come in now.</summary>
    Account = (byte)'C',

    /// <summary>pam_setcred: what the session needs to know of its credentials.</summary>
    Credentials = (byte)'S',

    /// <summary>pam_open_session.</summary>
    OpenSession = (byte)'O',

    /// <summary>pam_close_session.</summary>
    CloseSession = (byte)'X',
}
