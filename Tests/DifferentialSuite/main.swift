DifferentialSuite.main()
