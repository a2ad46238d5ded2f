namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>3330-3349: what <c>keyway doctor</c> and <c>keyway logs</c> find.</summary>
    public static class Troubleshooting
    {
        public static readonly KeywayError DaemonSilent = new(3330, "The daemon keywayd does not answer.", "Start it: systemctl start keywayd; its log says why it ended.");
        public static readonly KeywayError PamNotSet = new(3331, "The login programs of this computer do not ask keywayd as they should.", "Run pam-auth-update --enable keyway; pam_keyway.so stands before pam_unix.so, with auth_err=die.");
        public static readonly KeywayError NamesNotSet = new(3332, "Programs do not find people of the organisation by their names.", "At a cloud joined computer install libnss-systemd; at a hybrid joined one set up winbind or sssd.");
        public static readonly KeywayError ClockWrong = new(3333, "The clocks of this computer and of the identity server are more than five minutes apart.", "Set the clock, and let it be set by the network.");
        public static readonly KeywayError BundleNotWritten = new(3334, "The bundle of logs could not be written.", "Check the folder, its rights and the free space, or name another file with --output.");
        public static readonly KeywayError RecordingNotBegun = new(3335, "The attempt cannot be recorded.", "Run it as root, while keywayd runs.");
    }
}
