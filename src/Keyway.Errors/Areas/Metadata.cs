namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2740-2759: metadata of security key models (FIDO Metadata Service).</summary>
    public static class Metadata
    {
        public static readonly KeywayError BlobMalformed = new(2740, "The metadata BLOB is not a compact JWS with an RS256 or ES256 signature and its certificates in the header.", "Fetch the BLOB again from https://mds3.fidoalliance.org and import the file as it came.");
        public static readonly KeywayError BlobTooLarge = new(2741, "The metadata BLOB is larger than 32 MiB.", "Fetch the BLOB again from https://mds3.fidoalliance.org and look at what stands between you and it.");
        public static readonly KeywayError SignerUntrusted = new(2742, "The metadata BLOB's signer does not chain to a given root, is not in force, or is not mds.fidoalliance.org.", "Fetch a new BLOB and, when your BLOB has another root than GlobalSign Root CA - R3, give that root's PEM file.");
        public static readonly KeywayError SignatureWrong = new(2743, "The metadata BLOB's signature is wrong.", "Fetch the BLOB again; if it happens twice, someone changes it on its way.");
        public static readonly KeywayError PayloadMalformed = new(2744, "The metadata BLOB's content does not follow the FIDO Metadata Service's form.", "Fetch the BLOB again; if it happens twice, report its number.");
        public static readonly KeywayError NumberWentBack = new(2745, "The metadata BLOB is older than the one that was imported before.", "Fetch the newest BLOB; nothing was changed.");
        public static readonly KeywayError ModelRevoked = new(2746, "The FIDO Alliance has revoked this model of security key.", "Use another model, and have an administrator remove keys of this one.");
        public static readonly KeywayError ModelCompromised = new(2747, "The FIDO Alliance reports that keys of this model are compromised.", "Use another model, and have an administrator remove keys of this one.");
        public static readonly KeywayError RootsUnreadable = new(2748, "The PEM file with the root certificates of metadata cannot be read or has no certificate.", "Give a file that holds one or more certificates in PEM.");
        public static readonly KeywayError FileUnreadable = new(2749, "The metadata file cannot be read.", "Check the path, and that the server's account may read it.");
        public static readonly KeywayError NothingImported = new(2750, "No metadata has been imported.", "Run 'keyway-server metadata import FILE' with the BLOB from https://mds3.fidoalliance.org.");
    }
}
