namespace UkraineSupport.Domain.Catalog;

/// <summary>The ISO 4217 codes of money in use; funds, metals and test codes are left out.</summary>
public static class Currencies
{
    private const string Codes = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
        CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
        GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT
        LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD
        OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
        SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XOF XPF
        YER ZAR ZMW ZWG
        """;

    private static readonly HashSet<string> Known =
    [
        .. Codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>Whether <paramref name="code"/> is the code of a currency.</summary>
    public static bool IsKnown(string? code) => code is not null && Known.Contains(code);
}
