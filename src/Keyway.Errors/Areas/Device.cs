namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>3100-3199: the computer: join, sign-in, status.</summary>
    public static class Device
    {
        public static readonly KeywayError StateUnreadable = new(3100, "The device state cannot be read.", "Run the command as root, or name the folder with --state.");
        public static readonly KeywayError StateExposed = new(3101, "Others than its owner may open the device state.", "Find out who could, then set mode 0700 on the folder and 0600 on its files.");
        public static readonly KeywayError StateDamaged = new(3102, "The device state is damaged.", "Join this computer again with keyway join --replace.");
        public static readonly KeywayError StateNotWritten = new(3103, "The device state cannot be written.", "Run the command as root, and look whether the disk is full.");
        public static readonly KeywayError StateBusy = new(3104, "Another keyway command is changing the device state.", "Wait until it has ended, then run this one again.");
        public static readonly KeywayError NotJoined = new(3110, "This computer is not joined.", "Run keyway join first.");
        public static readonly KeywayError AlreadyJoined = new(3111, "This computer is joined already.", "Run keyway join --replace when it shall be joined anew.");
        public static readonly KeywayError CertificateNotOurs = new(3112, "The server answered the join with a certificate that is not for this computer's key.", "Tell the administrator of the server; nothing was stored.");
        public static readonly KeywayError CertificateNotValidNow = new(3113, "The device certificate is not valid at this time.", "Set the clock; when the clock is right, join again with keyway join --replace.");
        public static readonly KeywayError ServerAddressInvalid = new(3120, "The server's address is not an https URL of a host.", "Write it as https://login.example.org, with a port where it is not 443 and nothing behind it.");
        public static readonly KeywayError TrustFileInvalid = new(3121, "The CA file cannot be read or holds no certificate.", "Name a PEM file with the certificate of the authority that certifies the server.");
        public static readonly KeywayError ServerUnreachable = new(3122, "The server cannot be reached.", "Look at the network and at the server's address, then try again.");
        public static readonly KeywayError ServerNotTrusted = new(3123, "The server's certificate is not trusted.", "Compare the server's name and its authority with --server and --ca-file; do not go on when they differ.");
        public static readonly KeywayError ServerReplyMalformed = new(3124, "The server's reply is not what this program understands.", "Look whether the address is that of a Keyway server, and whether both are of the same version.");
        public static readonly KeywayError ServerRefused = new(3125, "The server refused without a number of its own.", "Look into the server's log for the trace id.");
        public static readonly KeywayError RelyingPartyForeign = new(3126, "The server speaks for a relying party or an origin that is not its own address.", "Use the address under which the server was set up; do not go on with an address that someone sent you.");
        public static readonly KeywayError TenantForeign = new(3130, "The server answered for another tenant than this computer is joined to.", "Tell the administrator of the server; nothing was stored.");
        public static readonly KeywayError SessionKeyNotOurs = new(3131, "The session key does not open with this computer's transport key.", "Tell the administrator of the server; when the computer was copied, join it again with keyway join --replace.");
        public static readonly KeywayError TicketMalformed = new(3132, "The on-premises ticket that the server sent is malformed.", "Look whether server and device are of the same version.");
        public static readonly KeywayError TicketOfAnother = new(3133, "The on-premises ticket names someone or something else than the server announced.", "Tell the administrator of the server; the ticket was not used.");
        public static readonly KeywayError TicketNotOffered = new(3134, "The server sent no on-premises ticket.", "Ask the administrator whether a Kerberos server is published for your domain.");
        public static readonly KeywayError TicketRefused = new(3135, "The server refused an on-premises ticket without a number of its own.", "Look into the server's log for the trace id.");
        public static readonly KeywayError AccountChoiceNeeded = new(3140, "The key holds several accounts.", "Name one of them with --user.");
        public static readonly KeywayError AccountNotOnKey = new(3141, "The key holds no account of that name here.", "Name one that it holds, or use another key.");
        public static readonly KeywayError AccountDiffers = new(3142, "The server signed in another person than the one asked for.", "Use the key of the one you asked for; nothing was stored.");
        public static readonly KeywayError AlgorithmNotOffered = new(3143, "The server does not accept the algorithm that security keys are asked for (ES256).", "Ask the administrator of the server.");
        public static readonly KeywayError ProofMissing = new(3150, "Nothing proves who you are.", "Give a Temporary Access Pass (--tap-file) or a security key that is registered already.");
        public static readonly KeywayError SecretNotAsked = new(3151, "A secret is needed, and there is no terminal to ask for it.", "Give it in a file: --pin-file or --tap-file, where - is standard input.");
        public static readonly KeywayError SecretFileUnusable = new(3152, "The file of a secret cannot be read, is empty, or is longer than a secret.", "Put the secret alone on the first line.");
        public static readonly KeywayError SecretFileExposed = new(3153, "Others than its owner may open the file of a secret.", "Find out who could, take another secret, and set mode 0600 on the file.");
        public static readonly KeywayError CacheNotWritten = new(3160, "The credential cache cannot be written.", "Name another file with --ccache FILE:path.");
        public static readonly KeywayError CacheKindUnknown = new(3161, "Only credential caches in files are written.", "Write --ccache FILE:path.");
        public static readonly KeywayError CommandLineUnclear = new(3170, "The command line is not understood.", "Add --help to see what the command takes.");
        public static readonly KeywayError Interrupted = new(3171, "The command was interrupted.", "Run it again: what it had begun is finished or undone.");
        public static readonly KeywayError CodeNotUsedYet = new(3172, "Nobody has entered the code in a browser yet.", "Open the address that was shown, and enter the code.");
        public static readonly KeywayError AskedTooOften = new(3173, "The server was asked too often.", "Wait a little.");
        public static readonly KeywayError CodeExpired = new(3174, "Nobody allowed the sign-in in time.", "Run the command again, and enter the new code within the time that it names.");
        public static readonly KeywayError CodeDenied = new(3175, "The sign-in was refused in the browser.", "Run the command again, and allow it; when it was not you who refused, tell your administrator.");
        public static readonly KeywayError TpmMissing = new(3184, "The TPM that holds this computer's keys is not there.", "Look whether the TPM is switched on and whether the command runs as root; when it is gone for good, run keyway leave --force and join again.");
        public static readonly KeywayError TpmForeign = new(3185, "This computer's keys are not those of the TPM that is here.", "The TPM was cleared or exchanged, or the disk comes from another computer: run keyway leave --force, then join again.");
        public static readonly KeywayError Broken = new(3190, "Something broke that should not.", "Report it with the command and its output: this is a bug in Keyway or a broken machine.");
        public static readonly KeywayError KeytabMissing = new(3191, "There is no keytab with a key of this computer's own account.", "Join the computer to its domain first (adcli join), run the command as root, or name the keytab with --keytab.");
        public static readonly KeywayError ComputerUnclear = new(3192, "The keytab holds computer accounts of several domains.", "Name the domain with --domain.");
        public static readonly KeywayError ConnectionPointMissing = new(3193, "The domain does not say where its computers register.", "Ask an administrator of the domain to run keyway-connect device-registration set.");
        public static readonly KeywayError ConnectionPointForeign = new(3194, "The server is not that of the tenant that the domain names for its computers.", "Compare the tenant in the service connection point with the server; nothing was sent.");
        public static readonly KeywayError ServerNotNamed = new(3195, "The domain names a tenant, but not its server.", "Name the server with --server and --ca-file, or have the service connection point written again by keyway-connect device-registration set.");
        public static readonly KeywayError AuthorityNotShown = new(3196, "The server does not show the authority whose fingerprint the domain names.", "Give the authority's certificate with --ca-file; do not go on when its fingerprint differs from the one in the service connection point.");
        public static readonly KeywayError ComputerRefused = new(3197, "The domain controller does not let the computer write its own certificate.", "Give the computer's account (SELF) the right to write userCertificate on itself.");
        public static readonly KeywayError SyncPending = new(3198, "The server has not heard of this computer from its domain yet.", "Run keyway join hybrid again after the next sync, or let it wait longer with --wait; keyway-connect sync tells when the last one was.");
        public static readonly KeywayError HybridJoinBegun = new(3199, "A hybrid join of this computer has begun.", "Finish it with keyway join hybrid, or give it up with keyway leave.");
    }
}
